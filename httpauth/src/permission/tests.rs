//! Every decision against an oracle, which knows the truth table of the rule.

use proptest::prelude::*;

use super::*;

/// The number of different permissions in the random rules.
const PERMISSIONS: u8 = 6;

/// A rule of up to 4 alternatives with up to 3 terms, each of them a role that the user has or not, or a permission.
#[derive(Clone, Debug)]
enum Term {
    Role(bool),
    Permission(u8),
}

fn rules() -> impl Strategy<Value = Vec<Vec<Term>>> {
    let term = prop_oneof![
        1 => any::<bool>().prop_map(Term::Role),
        3 => (0..PERMISSIONS).prop_map(Term::Permission),
    ];
    let alternative = proptest::collection::vec(term, 1..=3);
    proptest::collection::vec(alternative, 1..=4)
}

/// Returns the value of the rule for a user who has the permissions of the set `granted`.
fn value(rule: &[Vec<Term>], granted: u64) -> bool {
    let holds = |term: &Term| match term {
        Term::Role(has) => *has,
        Term::Permission(number) => granted >> number & 1 == 1,
    };
    rule.iter().any(|alternative| alternative.iter().all(holds))
}

/// Returns the possible values of the rule, if only the answers of the permissions in `asked` are known.
fn values(rule: &[Vec<Term>], asked: u64, granted: u64) -> (bool, bool) {
    let all = 0..1_u64 << PERMISSIONS;
    let mut possible = all.filter(|guess| guess & asked == granted & asked);
    let is = |wanted: bool| move |guess: u64| value(rule, guess) == wanted;
    let may_admit = possible.clone().any(is(true));
    (may_admit, possible.any(is(false)))
}

/// Returns whether the answer of `permission` changes the value for at least one answer of the others that are unknown.
fn matters(rule: &[Vec<Term>], asked: u64, granted: u64, permission: u8) -> bool {
    let all = 0..1_u64 << PERMISSIONS;
    let mut possible = all.filter(|guess| guess & asked == granted & asked);
    possible.any(|guess| value(rule, guess) != value(rule, guess ^ 1 << permission))
}

/// Returns the progress as the guard begins it, after the roles.
fn begin(rule: &[Vec<Term>]) -> Progress {
    let needed = rule.iter().map(|alternative| {
        let permissions = alternative.iter().filter_map(|term| match term {
            Term::Permission(number) => Some(*number),
            Term::Role(_) => None,
        });
        &*permissions.collect::<Vec<u8>>().leak()
    });
    let lacks = |term: &Term| matches!(term, Term::Role(false));
    let open = rule
        .iter()
        .map(|alternative| !alternative.iter().any(lacks));
    Progress::new(
        Alternatives::new(needed.collect::<Vec<_>>().leak()),
        set(open),
    )
}

proptest! {
    /// The value is that of the truth table. Each permission is asked at most once, and only if its answer can change
    /// the value.
    #[test]
    fn the_truth_table(rule in rules(), granted in 0..1_u64 << PERMISSIONS) {
        let (mut progress, mut asked) = (begin(&rule), 0_u64);
        let admitted = loop {
            let next = progress.next();
            let (may_admit, may_refuse) = values(&rule, asked, granted);
            match next {
                Next::Admit => break true,
                Next::Refuse => break false,
                Next::Ask(permission) => {
                    prop_assert!(may_admit && may_refuse, "{permission} is asked after the decision");
                    prop_assert!(asked >> permission & 1 == 0, "{permission} is asked twice");
                    prop_assert!(matters(&rule, asked, granted, permission), "{permission} cannot matter");
                    asked |= 1 << permission;
                    progress.answer(permission, granted >> permission & 1 == 1);
                }
            }
        };
        prop_assert_eq!(admitted, value(&rule, granted));
    }
}

/// Returns the permissions in the order in which they are asked, with the decision.
fn ask(rule: &'static [&'static [u8]], open: u64, granted: u64) -> (Vec<u8>, bool) {
    let (mut progress, mut asked) = (Progress::new(Alternatives::new(rule), open), vec![]);
    loop {
        match progress.next() {
            Next::Admit => return (asked, true),
            Next::Refuse => return (asked, false),
            Next::Ask(permission) => {
                asked.push(permission);
                progress.answer(permission, granted >> permission & 1 == 1);
            }
        }
    }
}

#[test]
fn permissions_are_asked_from_left_to_right() {
    assert_eq!(ask(&[&[2, 0], &[1]], 0b11, 0b010), (vec![2, 1], true));
    assert_eq!(ask(&[&[2, 0], &[1]], 0b11, 0b100), (vec![2, 0, 1], false));
    assert_eq!(ask(&[&[2, 0], &[0]], 0b11, 0b001), (vec![0], true));
    assert_eq!(ask(&[&[0], &[0, 1]], 0b10, 0b011), (vec![0, 1], true));
    assert_eq!(ask(&[&[0], &[]], 0b11, 0), (vec![], true));
    assert_eq!(ask(&[&[0], &[1]], 0, 0b11), (vec![], false));
    assert_eq!(ask(&[], u64::MAX, u64::MAX), (vec![], false));
}
