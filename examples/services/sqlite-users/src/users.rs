//! The database.

use std::path::Path;
use std::str::FromStr;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{AssertSqlSafe, SqlitePool};

/// The steps from an empty database to today's, in order. A released step is never changed, only followed by another.
const MIGRATIONS: &[&str] = &["
    CREATE TABLE users (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        password_hash TEXT NOT NULL
    ) STRICT;
    CREATE TABLE roles (
        user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        role TEXT NOT NULL,
        PRIMARY KEY (user_id, role)
    ) STRICT, WITHOUT ROWID;
"];

/// The user store.
#[derive(Clone)]
pub(crate) struct Users(SqlitePool);

/// A user, as read for one request.
pub(crate) struct User {
    pub(crate) name: String,
    pub(crate) password_hash: String,
    pub(crate) roles: Vec<Role>,
}

/// The role of a user.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Role {
    User,
    Admin,
}

impl Role {
    fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Admin => "admin",
        }
    }
}

impl FromStr for Role {
    type Err = String;

    fn from_str(role: &str) -> Result<Self, String> {
        match role {
            "user" => Ok(Self::User),
            "admin" => Ok(Self::Admin),
            _ => Err(format!(
                "there is no role {role:?}; there are `user` and `admin`"
            )),
        }
    }
}

impl Users {
    /// Opens the database, and makes it or brings it up to date if need be.
    pub(crate) async fn open(path: &Path) -> Result<Self, sqlx::Error> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal);
        let users = Self(SqlitePool::connect_with(options).await?);
        users.migrate().await?;
        Ok(users)
    }

    async fn migrate(&self) -> Result<(), sqlx::Error> {
        // Two processes may start at once. The second one waits here, and finds the work done.
        let mut transaction = self.0.begin_with("BEGIN IMMEDIATE").await?;
        let (done,): (u32,) = sqlx::query_as("PRAGMA user_version")
            .fetch_one(&mut *transaction)
            .await?;
        for (version, migration) in (1_u32..).zip(MIGRATIONS) {
            if version > done {
                sqlx::raw_sql(*migration).execute(&mut *transaction).await?;
                // A pragma takes no parameters, and the number is our own.
                let version = AssertSqlSafe(format!("PRAGMA user_version = {version}"));
                sqlx::raw_sql(version).execute(&mut *transaction).await?;
            }
        }
        transaction.commit().await
    }

    /// Returns the user of this name.
    pub(crate) async fn find(&self, name: &str) -> Result<Option<User>, sqlx::Error> {
        let row: Option<(String, String, Option<String>)> = sqlx::query_as(
            "SELECT name, password_hash, (SELECT group_concat(role) FROM roles WHERE user_id = users.id)
             FROM users WHERE name = ?",
        )
        .bind(name)
        .fetch_optional(&self.0)
        .await?;
        Ok(row.map(|(name, password_hash, roles)| User {
            name,
            password_hash,
            // A role that this program does not know gives no right in it.
            roles: roles
                .unwrap_or_default()
                .split(',')
                .filter_map(|role| role.parse().ok())
                .collect(),
        }))
    }

    /// Returns the names of all users, in order.
    pub(crate) async fn names(&self) -> Result<Vec<String>, sqlx::Error> {
        sqlx::query_scalar("SELECT name FROM users ORDER BY name")
            .fetch_all(&self.0)
            .await
    }

    /// Adds a user, or replaces the password and the roles of the one of this name.
    pub(crate) async fn put(
        &self,
        name: &str,
        password_hash: &str,
        roles: &[Role],
    ) -> Result<(), sqlx::Error> {
        let mut transaction = self.0.begin_with("BEGIN IMMEDIATE").await?;
        let id: i64 = sqlx::query_scalar(
            "INSERT INTO users (name, password_hash) VALUES (?, ?)
             ON CONFLICT (name) DO UPDATE SET password_hash = excluded.password_hash RETURNING id",
        )
        .bind(name)
        .bind(password_hash)
        .fetch_one(&mut *transaction)
        .await?;
        sqlx::query("DELETE FROM roles WHERE user_id = ?")
            .bind(id)
            .execute(&mut *transaction)
            .await?;
        for role in roles {
            sqlx::query("INSERT OR IGNORE INTO roles (user_id, role) VALUES (?, ?)")
                .bind(id)
                .bind(role.as_str())
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await
    }

    /// Replaces the stored hash of a user who was read before, unless it was changed in the meantime.
    pub(crate) async fn renew(&self, user: &User, password_hash: &str) -> Result<(), sqlx::Error> {
        sqlx::query("UPDATE users SET password_hash = ? WHERE name = ? AND password_hash = ?")
            .bind(password_hash)
            .bind(&user.name)
            .bind(&user.password_hash)
            .execute(&self.0)
            .await?;
        Ok(())
    }

    #[cfg(test)]
    pub(crate) async fn delete(&self, name: &str) -> Result<(), sqlx::Error> {
        sqlx::query("DELETE FROM users WHERE name = ?")
            .bind(name)
            .execute(&self.0)
            .await?;
        Ok(())
    }

    #[cfg(test)]
    pub(crate) async fn close(&self) {
        self.0.close().await;
    }
}
