use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::subsequence;

use super::*;

/// Asks as a rule does, without its choice by type.
fn has<Q, K>(roles: &(impl Roles<Q, K> + ?Sized), role: Q) -> bool {
    roles.has(&role)
}

#[derive(PartialEq, Eq, Hash, PartialOrd, Ord, Clone, Copy)]
enum Role {
    Admin,
    User,
}

/// Case 103: a role is compared as it is, case and spaces included.
#[test]
fn case_103_a_role_of_text_is_exact() {
    assert!(has(&"admin", "admin"));
    for other in ["Admin", "admin ", " admin", "adm", "admins", ""] {
        assert!(!has(&"admin", other), "{other:?}");
        assert!(!has(&String::from(other), "admin"), "{other:?}");
    }
}

/// Empty text is not a role, of whatever type and wherever it comes from. Empty values of other types are theirs.
#[test]
fn empty_text_never_matches() {
    const EMPTY: &str = "";
    assert!(
        !Asked(EMPTY).__httpauth_of(&"")
            && !Asked(EMPTY).__httpauth_of(&[""])
            && !Asked(EMPTY).__httpauth_of(&vec![String::new()])
    );
    assert!(
        !Asked(String::new()).__httpauth_of(&Some(EMPTY))
            && !Asked(&&EMPTY).__httpauth_of(&&&EMPTY)
    );
    assert!(!Asked(Cow::Borrowed(EMPTY)).__httpauth_of(&Cow::Borrowed(EMPTY)));
    assert!(
        Asked("user").__httpauth_of(&"user")
            && Asked(Cow::Borrowed("user")).__httpauth_of(&["user"])
    );
    assert!(
        Asked(0).__httpauth_of(&[0])
            && !Asked(0).__httpauth_of(&[1])
            && Asked(Role::Admin).__httpauth_of(&Role::Admin)
    );
}

/// Every shape that `#[get_user_roles]` may return holds the roles in it and no other.
#[test]
fn every_shape_of_roles() {
    let owned = vec!["user".to_owned(), "mod".to_owned()];
    assert!(has(&owned, "user") && has(&owned, "mod") && !has(&owned, "admin"));
    assert!(
        has(&owned.as_slice(), "mod")
            && has(&Some(owned.clone()), "mod")
            && has(&Arc::new(owned), "mod")
    );
    assert!(has(&["user", "mod"], "mod") && !has(&["user"; 0], "user"));
    assert!(
        has(&Some("user"), "user")
            && !has(&None::<&str>, "user")
            && !has(&None::<Vec<String>>, "user")
    );
    let list = Cow::Borrowed(&["user"][..]);
    assert!(has(&Cow::Borrowed("user"), "user") && has(&list, "user") && !has(&list, "mod"));
    assert!(
        has(&HashSet::from(["user".to_owned()]), "user") && has(&BTreeSet::from(["user"]), "user")
    );
}

/// The roles of the object that decided count, and not those of the others. Without a user there are no roles.
#[test]
fn roles_of_one_of_several_objects() {
    type Of = Either<&'static str, Either<[&'static str; 2], ()>>;
    let (first, second) = (Of::First("user"), Of::Rest(Either::First(["user", "mod"])));
    assert!(has(&first, "user") && !has(&first, "mod"));
    assert!(has(&second, "mod") && !has(&second, "admin"));
    assert!(!has(&Of::Rest(Either::Rest(())), "user"));
}

/// Typed roles need `PartialEq` and nothing else.
#[test]
fn typed_roles() {
    assert!(has(&Role::Admin, Role::Admin) && !has(&Role::User, Role::Admin));
    assert!(
        has(&[Role::Admin, Role::User][..], Role::User) && has(&Some(Role::Admin), Role::Admin)
    );
    assert!(has(&HashSet::from([Role::User]), Role::User) && !has(&Vec::<Role>::new(), Role::User));
}

/// Returns the texts of up to three of two letters, sorted as the macro sorts.
fn texts() -> Vec<&'static str> {
    vec![
        "a", "b", "aa", "ab", "ba", "bb", "aaa", "aab", "aba", "abb", "baa", "bab", "bba", "bbb",
    ]
}

proptest! {
    /// The look among sorted literals tells what the comparison with each of them tells, in every shape of roles.
    #[test]
    fn literals_are_found_as_each_is_compared(
        sorted in subsequence(texts(), 6),
        roles in vec("[ab]{0,3}", 0..12),
    ) {
        let sorted: [&str; 6] = sorted.try_into().unwrap_or_default();
        let (set, one) = (HashSet::<String>::from_iter(roles.clone()), roles.first().cloned());
        let some = Some(Arc::new(roles.clone()));
        let slice = Cow::Borrowed(roles.as_slice());
        let rest = Either::<&str, _>::Rest(Either::<_, ()>::First(roles.as_slice()));
        let (all, first) = (Literals(&sorted, &roles).__httpauth_held(), Literals(&sorted, &one).__httpauth_held());
        let (of_set, of_some) = (Literals(&sorted, &set).__httpauth_held(), Literals(&sorted, &some).__httpauth_held());
        let (of_slice, of_rest) = (Literals(&sorted, &slice).__httpauth_held(), Literals(&sorted, &rest).__httpauth_held());
        for (place, literal) in sorted.iter().enumerate() {
            let expected = Asked(*literal).__httpauth_of(&roles);
            let found = [all(place), of_set(place), of_some(place), of_slice(place), of_rest(place)];
            prop_assert_eq!(found, [expected; 5], "{}", literal);
            prop_assert_eq!(first(place), Asked(*literal).__httpauth_of(&one));
        }
        prop_assert!(!all(6) && !Literals(&sorted, &()).__httpauth_held()(0));
    }
}

/// Roles of a type of the application are compared as it says, even if they are text too.
#[test]
fn a_type_of_its_own_is_compared_with_each_literal() {
    struct Caseless(&'static str);
    impl AsRef<str> for Caseless {
        fn as_ref(&self) -> &str {
            self.0
        }
    }
    impl PartialEq<&str> for Caseless {
        fn eq(&self, other: &&str) -> bool {
            self.0.eq_ignore_ascii_case(other)
        }
    }
    let held = Literals(&["b", "aa"], &[Caseless("AA"), Caseless("c")]).__httpauth_held();
    assert!(!held(0) && held(1) && !held(2));
}
