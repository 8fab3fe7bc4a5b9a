//! The alternatives of a rule as data.

/// An alternative of a rule, which is a list of roles and permissions that are all needed.
///
/// [`Guarded::alternatives`](super::Guarded::alternatives) lists those of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    roles: Vec<String>,
    permissions: Vec<&'static str>,
}

impl Alternative {
    /// Lists the roles, each as its scope and as it was written, and the permissions.
    #[doc(hidden)]
    pub fn new(roles: &[(Option<String>, &'static str)], permissions: &[&'static str]) -> Self {
        let role = |(scope, text): &(Option<String>, &str)| match scope {
            Some(scope) => scope.clone(),
            None => (*text).to_owned(),
        };
        Self {
            roles: roles.iter().map(role).collect(),
            permissions: permissions.to_vec(),
        }
    }

    /// Returns the alternatives of a rule that admits every user, which are none.
    #[doc(hidden)]
    pub const fn none() -> Vec<Self> {
        Vec::new()
    }

    /// Returns the alternatives of a rule as a list.
    #[doc(hidden)]
    pub fn list<const N: usize>(alternatives: [Self; N]) -> Vec<Self> {
        alternatives.into()
    }

    /// Returns the roles.
    ///
    /// A role is its text, or the scope that it says by [`AsScope`](crate::AsScope), or else the expression as it was
    /// written, such as `Role::Admin`.
    pub fn roles(&self) -> &[String] {
        &self.roles
    }

    /// Returns the paths of the permissions as they were written.
    pub fn permissions(&self) -> &[&'static str] {
        &self.permissions
    }

    /// Returns whether these roles are enough for the roles of this alternative.
    #[cfg(all(feature = "utoipa", feature = "testing"))]
    pub(crate) fn allows(&self, roles: &[String]) -> bool {
        self.roles.iter().all(|role| roles.contains(role))
    }
}

/// Returns the alternatives of two rules that must both admit. A rule without alternatives admits every user.
pub(crate) fn both(first: Vec<Alternative>, second: &[Alternative]) -> Vec<Alternative> {
    if first.is_empty() {
        return second.to_vec();
    }
    if second.is_empty() {
        return first;
    }
    let pairs = first
        .iter()
        .flat_map(|one| second.iter().map(move |other| (one, other)));
    pairs.map(|(one, other)| one.and(other)).collect()
}

impl Alternative {
    /// Returns the alternative that needs what both do, each of it once.
    fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        for role in &other.roles {
            if !both.roles.contains(role) {
                both.roles.push(role.clone());
            }
        }
        for permission in &other.permissions {
            if !both.permissions.contains(permission) {
                both.permissions.push(permission);
            }
        }
        both
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(alternatives: &[&[&'static str]]) -> Vec<Alternative> {
        let alternative = |roles: &&[&'static str]| {
            let roles: Vec<_> = roles.iter().map(|role| (None, *role)).collect();
            Alternative::new(&roles, &[])
        };
        alternatives.iter().map(alternative).collect()
    }

    /// Every pair of alternatives is one of both rules.
    #[test]
    fn the_alternatives_of_two_rules() {
        for (first, second, expected) in [
            (&[][..], &[][..], &[][..]),
            (&[&["a"][..]], &[], &[&["a"][..]]),
            (&[], &[&["b"][..]], &[&["b"]]),
            (&[&["a"]], &[&["b"]], &[&["a", "b"]]),
            (
                &[&["a"], &["b", "c"]],
                &[&["a"]],
                &[&["a"], &["b", "c", "a"]],
            ),
        ] {
            assert_eq!(both(rule(first), &rule(second)), rule(expected));
        }
    }

    /// A role is named by its scope if it has one.
    #[test]
    fn the_name_of_a_role() {
        let roles = [
            (Some("read".to_owned()), "Role::Reader"),
            (None, "Role::Admin"),
        ];
        let alternative = Alternative::new(&roles, &["owns_todo"]);
        assert_eq!(alternative.roles(), ["read", "Role::Admin"]);
        assert_eq!(alternative.permissions(), ["owns_todo"]);
    }
}
