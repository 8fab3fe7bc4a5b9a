//! The data of the application: who has an account, and whose the todos are.

/// A person or a machine.
#[derive(Clone, Debug)]
pub struct User {
    pub name: String,
    pub admin: bool,
}

/// A person's account.
pub struct Account {
    pub user: User,
    /// The Argon2id hash of the password.
    pub password_hash: &'static str,
}

/// Finds an account. The passwords are `hello` of john, and `bye` of susan, who is an admin.
pub async fn account(name: &str) -> Option<Account> {
    let (admin, password_hash) = match name {
        "john" => (
            false,
            "$argon2id$v=19$m=19456,t=2,p=1$QZu04x7Y4q8H0Xmi6em6Sg$FbmBV6H9z5eBA9D75JroDHtZH9/Di6ZKhqrs/Jc3p2A",
        ),
        "susan" => (
            true,
            "$argon2id$v=19$m=19456,t=2,p=1$liMj2EsEqXkZfZDxainLNQ$jmZpjAaBNHyNL5zHdkIGTutcUhXzT6+1CToVJ7cJ8LE",
        ),
        _ => return None,
    };
    let name = name.to_owned();
    Some(Account {
        user: User { name, admin },
        password_hash,
    })
}

/// The user that a machine's access token names as `sub`.
pub fn machine(subject: String) -> User {
    User {
        name: subject,
        admin: false,
    }
}

/// Returns whether the todo `id` is the user's. The first is john's, the second that of the machine `reporter`.
pub fn owns(user: &User, id: u32) -> bool {
    matches!((user.name.as_str(), id), ("john", 1) | ("reporter", 2))
}
