//! The budgets, and whether they are kept.

use std::collections::HashMap;

/// The cost of one request over its floor, as measured or as a bound.
#[derive(Clone, Copy, Default)]
pub(crate) struct Cost {
    /// Instructions. `None` without valgrind, or if there is no bound.
    pub(crate) instructions: Option<i64>,
    /// Allocations.
    pub(crate) allocations: Option<i64>,
    /// Nanoseconds, which are reported and never judged.
    pub(crate) nanoseconds: Option<i64>,
}

/// The most that a case should cost.
struct Budget {
    case: &'static str,
    /// The case on top of whose measured cost the bound is. `None` stands for the bare handler.
    on_top_of: Option<&'static str>,
    bound: Cost,
    /// The bound that holds the case where it misses its budget.
    ceiling: Option<Ceiling>,
}

/// The cost of a case that misses its budget, and a little more. It may not get worse.
struct Ceiling {
    /// Instructions over the floor, if their budget is missed.
    instructions: Option<i64>,
    /// Allocations over the floor, if their budget is missed.
    allocations: Option<i64>,
    /// The reason why the budget is missed.
    why: &'static str,
}

/// The budgets. `noop` has no budget, since it is axum's own, and neither has a 403.
///
/// Digest SHA-256 has none in instructions: valgrind has no SHA-NI. Of a 401 it is asked that it cost no more than the
/// accepted request of its scheme.
const BUDGETS: &[Budget] = &[
    over_floor("basic", cost(1350, 110)).held_at(Some(1690), None, DECODING),
    on_top_of("basic", "password", cost_but_instructions(200)),
    on_top_of("basic", "role", cost_of_instructions(70)).held_at(Some(1770), None, ASKING),
    over_floor("roles", cost_of_instructions(14_000)),
    over_floor("bearer", cost(800, 90)).held_at(Some(1220), None, CACHE),
    on_top_of("basic", "multi-basic", cost_of_instructions(100)).held_at(Some(1900), None, FOUND),
    on_top_of("bearer", "multi-bearer", cost_of_instructions(100)).held_at(Some(1500), None, FOUND),
    over_floor("digest-md5", cost(12_000, 1100)).held_at(Some(13_400), Some(1), PROOFS),
    over_floor("digest-sha-256", cost_but_instructions(900)).held_at(None, Some(1), PROOFS),
    on_top_of("basic", "basic-wrong", NO_MORE),
    on_top_of("basic", "basic-malformed", NO_MORE),
    on_top_of("basic", "basic-absent", NO_MORE),
    on_top_of("bearer", "bearer-wrong", NO_MORE),
    on_top_of("bearer", "bearer-absent", NO_MORE),
    on_top_of("multi-basic", "multi-absent", NO_MORE).held_at(Some(2330), Some(1), MEMBERS),
    on_top_of("digest-md5", "digest-md5-wrong", NO_MORE),
    on_top_of("digest-md5", "digest-md5-absent", NO_MORE),
    on_top_of("digest-sha-256", "digest-sha-256-wrong", NO_MORE_BUT_SHA),
    on_top_of("digest-sha-256", "digest-sha-256-absent", NO_MORE_BUT_SHA),
];

/// `HeaderMap` takes 195 instructions to insert a field, and the look for the handler's own field and the move of the value
/// take the rest. The way to answer for a handler that refuses takes 70.
const CACHE: &str = "the cache field takes 230, the handler's own refusal 70";

/// Of the instructions, 360 are the crate `base64`, and 180 are axum's for any extractor.
const DECODING: &str = "base64 takes 360, the cache field 230";

/// Eight blocks of MD5 are 5,500 instructions in the crate `md-5`. Three of them, 3,400 instructions in all and the
/// allocation are those of `Authentication-Info`.
const PROOFS: &str = "Authentication-Info takes 3400, and allocates";

/// The callback is asked, and each of its roles is compared with that of the rule.
const ASKING: &str = "by hand it takes 45";

/// The object matches the word of the auth-scheme member by member, and shares the field with the one that it belongs to. The
/// list of the members is a future around theirs.
const FOUND: &str = "sharing the field takes 60, the rest is the future of the list";

/// The challenges of all members are made one after the other, in a list that allocates, as the second field of one name does
/// in `HeaderMap`. The answers of all members are boxed, which keeps the futures of accepted requests small.
const MEMBERS: &str = "the challenges of all members, and the box of their answers";

const NO_MORE: Cost = cost(0, 0);

const NO_MORE_BUT_SHA: Cost = Cost {
    instructions: None,
    ..NO_MORE
};

/// Returns a cost without allocations.
const fn cost(instructions: i64, nanoseconds: i64) -> Cost {
    Cost {
        instructions: Some(instructions),
        allocations: Some(0),
        nanoseconds: Some(nanoseconds),
    }
}

/// Returns a cost without allocations and without a bound in time.
const fn cost_of_instructions(instructions: i64) -> Cost {
    Cost {
        nanoseconds: None,
        ..cost(instructions, 0)
    }
}

/// Returns a cost without allocations and without a bound in instructions.
const fn cost_but_instructions(nanoseconds: i64) -> Cost {
    Cost {
        instructions: None,
        ..cost(0, nanoseconds)
    }
}

const fn over_floor(case: &'static str, bound: Cost) -> Budget {
    Budget {
        case,
        on_top_of: None,
        bound,
        ceiling: None,
    }
}

const fn on_top_of(other: &'static str, case: &'static str, bound: Cost) -> Budget {
    Budget {
        on_top_of: Some(other),
        ..over_floor(case, bound)
    }
}

impl Budget {
    /// Returns the budget, with a ceiling where it is missed.
    const fn held_at(
        self,
        instructions: Option<i64>,
        allocations: Option<i64>,
        why: &'static str,
    ) -> Self {
        Self {
            ceiling: Some(Ceiling {
                instructions,
                allocations,
                why,
            }),
            ..self
        }
    }
}

/// The bounds that a case was measured against, and the outcome.
pub(crate) struct Verdict {
    /// The budget over the floor, as far as there is one.
    pub(crate) bound: Cost,
    /// True if the gate lets the case pass.
    pub(crate) passes: bool,
    /// A remark about the case, if there is one.
    pub(crate) word: String,
}

/// Holds the case against its budget, and against its ceiling where it has one. What was not measured is not judged.
pub(crate) fn judge(name: &str, costs: &HashMap<&'static str, Cost>) -> Verdict {
    let budget = BUDGETS.iter().find(|budget| budget.case == name);
    let (Some(budget), Some(cost)) = (budget, costs.get(name)) else {
        return Verdict {
            bound: Cost::default(),
            passes: true,
            word: String::new(),
        };
    };
    let bound = budget.over_the_floor(costs);
    let ceiling = budget.ceiling.as_ref();
    let at = |of: fn(&Ceiling) -> Option<i64>| ceiling.and_then(of);
    let instructions = State::of(
        cost.instructions,
        bound.instructions,
        at(|ceiling| ceiling.instructions),
    );
    let allocations = State::of(
        cost.allocations,
        bound.allocations,
        at(|ceiling| ceiling.allocations),
    );
    let time = State::of(cost.nanoseconds, bound.nanoseconds, None);
    let words = [
        instructions.word("instructions"),
        allocations.word("allocations"),
        ceiling.map(|ceiling| ceiling.why.to_owned()),
        (!time.passes()).then(|| "time over budget".to_owned()),
    ];
    Verdict {
        bound,
        passes: instructions.passes() && allocations.passes(),
        word: words.into_iter().flatten().collect::<Vec<_>>().join("; "),
    }
}

impl Budget {
    /// Returns the bound over the floor, whatever it is given on top of.
    fn over_the_floor(&self, costs: &HashMap<&'static str, Cost>) -> Cost {
        let Some(other) = self.on_top_of else {
            return self.bound;
        };
        let other = costs.get(other).copied().unwrap_or_default();
        let sum = |bound: Option<i64>, other: Option<i64>| Some(bound? + other?);
        Cost {
            instructions: sum(self.bound.instructions, other.instructions),
            allocations: sum(self.bound.allocations, other.allocations),
            nanoseconds: sum(self.bound.nanoseconds, other.nanoseconds),
        }
    }
}

/// The relation of one figure to its limits.
#[derive(Clone, Copy)]
enum State {
    Kept,
    /// Over the budget, under the ceiling.
    Held(i64),
    /// Over what counts.
    Exceeded(i64),
    /// Under a budget that has a ceiling all the same.
    Idle(i64),
}

impl State {
    /// Compares a cost with its limits. A cost that was not measured is kept, and so is one without a bound.
    fn of(cost: Option<i64>, bound: Option<i64>, ceiling: Option<i64>) -> Self {
        let (Some(cost), Some(bound)) = (cost, bound) else {
            return Self::Kept;
        };
        match ceiling {
            None if cost <= bound => Self::Kept,
            None => Self::Exceeded(bound),
            Some(ceiling) if cost <= bound => Self::Idle(ceiling),
            Some(ceiling) if cost <= ceiling => Self::Held(ceiling),
            Some(ceiling) => Self::Exceeded(ceiling),
        }
    }

    fn passes(self) -> bool {
        !matches!(self, Self::Exceeded(_))
    }

    fn word(self, what: &str) -> Option<String> {
        match self {
            Self::Kept => None,
            Self::Held(ceiling) => Some(format!("over budget, {what} held at {ceiling}")),
            Self::Exceeded(limit) => Some(format!("EXCEEDED: {what}, of {limit}")),
            Self::Idle(ceiling) => Some(format!("{what} need no ceiling of {ceiling}")),
        }
    }
}
