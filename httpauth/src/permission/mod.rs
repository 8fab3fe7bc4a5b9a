//! The decision by a rule with permissions, which tells the one to ask next.

/// A rule as the list of its alternatives, each of which names the permissions that it needs by number.
///
/// The roles of an alternative are not part of it. An alternative without permissions is `&[]`.
#[derive(Clone, Copy, Debug)]
pub struct Alternatives(&'static [&'static [u8]]);

/// The largest number of alternatives, and of permissions, which are kept as the bits of a number.
const MOST: u8 = 64;

impl Alternatives {
    /// Makes the rule of its alternatives.
    ///
    /// # Panics
    ///
    /// In constant evaluation, where a panic is a compile error, if there are more alternatives or permissions than 64.
    pub const fn new(alternatives: &'static [&'static [u8]]) -> Self {
        let mut rest = alternatives;
        while let [alternative, others @ ..] = rest {
            let mut numbers = *alternative;
            while let [number, others @ ..] = numbers {
                assert!(
                    *number < MOST,
                    "a rule has at most 64 permissions; put some of them into one `#[permission]`"
                );
                numbers = others;
            }
            rest = others;
        }
        assert!(
            alternatives.len() <= MOST as usize,
            "a rule with permissions has at most 64 alternatives; put some of them into one `#[permission]`"
        );
        Self(alternatives)
    }
}

/// The set of the numbers for which `holds` has `true` at this place.
pub(crate) fn set(holds: impl IntoIterator<Item = bool>) -> u64 {
    let holds = holds.into_iter().zip(0..MOST);
    holds.fold(0, |set, (holds, number)| set | u64::from(holds) << number)
}

/// The next step of the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// The user may pass.
    Admit,
    /// The user may not pass.
    Refuse,
    /// The permission of this number is asked, since the decision depends on it.
    Ask(u8),
}

/// The progress of the decision by a rule with permissions.
#[derive(Debug)]
pub(crate) struct Progress {
    rule: Alternatives,
    /// The alternatives that may still admit the user.
    open: u64,
    /// The permissions that the user has.
    granted: u64,
}

impl Progress {
    /// Begins with the alternatives whose roles the user has, before any permission is asked.
    pub(crate) fn new(rule: Alternatives, open: u64) -> Self {
        Self {
            rule,
            open,
            granted: 0,
        }
    }

    /// Takes the answer of a permission.
    pub(crate) fn answer(&mut self, permission: u8, granted: bool) {
        let bit = 1 << permission;
        if granted {
            self.granted |= bit;
            return;
        }
        let refused = self
            .rule
            .0
            .iter()
            .map(|needed| needed.contains(&permission));
        self.open &= !set(refused);
    }

    /// Returns the next step, by the answers so far.
    ///
    /// The permission to ask is the leftmost of the first alternative that counts. An alternative does not count if all
    /// that another one still needs, and more, is missing to it.
    pub(crate) fn next(&self) -> Next {
        let within = |part: u64, whole: u64| part & whole == part;
        let counts = |missing: u64| {
            let mut others = self.open().map(|other| self.missing(other));
            others.all(|other| other == missing || !within(other, missing))
        };
        let first = self.open().find(|needed| counts(self.missing(needed)));
        let Some(needed) = first else {
            return Next::Refuse;
        };
        let has = |permission: u8| within(1 << permission, self.granted);
        let mut missing = needed.iter().filter(|permission| !has(**permission));
        missing.next().map_or(Next::Admit, |next| Next::Ask(*next))
    }

    /// Returns the open alternatives.
    fn open(&self) -> impl Iterator<Item = &'static [u8]> {
        let alternatives = self.rule.0.iter().zip(0..MOST);
        alternatives
            .filter(|(_, number)| self.open >> number & 1 == 1)
            .map(|(needed, _)| *needed)
    }

    /// Returns the set of those of the permissions that the user is not known to have.
    fn missing(&self, needed: &[u8]) -> u64 {
        let needed = needed
            .iter()
            .fold(0, |set, permission| set | 1 << permission);
        needed & !self.granted
    }
}

#[cfg(test)]
mod tests;
