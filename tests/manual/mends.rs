//! The mends of errors that are in the compiler's words alone.

/// Parts of the compiler's messages, each with what to do.
const MENDS: [(&str, &str); 28] = [
    (
        ": Clone` is not",
        "the type is handed over more than once; derive `Clone` for it, or leave the parameter out",
    ),
    ("expected one of", "write one of these keys"),
    (
        "conflicting implementations of trait",
        "the slot is filled by two callbacks; leave one of them out",
    ),
    (
        "Handler<_, _>",
        "the handler does not fit the router; the other error beside this one, or `#[debug_handler]` below the attribute, says why",
    ),
    (
        "IntoResponse",
        "the type is not a response; implement `IntoResponse` for it, or return one that is",
    ),
    (
        "FromRequest",
        "the type is not an extractor; implement `FromRequestParts` for it",
    ),
    (
        "FromRef<",
        "the state of the auth object is taken from the router's; implement `FromRef` for it, as axum's `#[derive(FromRef)]` does",
    ),
    (
        "cannot find type `Auth`",
        "declare the auth object, import it with `use`, or name another one with `auth = path::to::Other`",
    ),
    (
        "cannot find type",
        "there is no type of this name; write the path of one that is in scope",
    ),
    (
        "mismatched types",
        "a parameter, an answer or a state has another type than is needed; write the type that the compiler expects",
    ),
    (
        "no function or associated item named `ha1`",
        "one HA1 cannot be of two algorithms, or of a realm that differs between requests; name one algorithm, or write `Auth::ha1_in(realm, username, password)` with `#[realm]`",
    ),
    (
        "in public interface",
        "make the user type as visible as the auth object, as in `pub struct User`",
    ),
    (
        "is more private than the item",
        "make the user type as visible as the auth object, as in `pub struct User`",
    ),
    (
        "only traits defined in the current crate",
        "a callback is in the crate of its auth object; declare an object in this crate, or move the callback",
    ),
    (
        "is not supported in `trait`s or `impl`s",
        "a guarded handler is a free function; move it out of its `impl` or `trait`",
    ),
    (
        "items in this context need a name",
        "a guarded handler is a free function; move it out of its `impl` or `trait`",
    ),
    (
        "parameter is only allowed in associated functions",
        "a guarded handler is a free function; move it out of its `impl` or `trait`",
    ),
    ("between the arguments", "write a comma between two keys"),
    (
        "missing lifetime specifier",
        "return an owned type, or one that borrows from the parameters by a lifetime with a name",
    ),
    (
        "cannot be sent between threads safely",
        "the handler runs on any thread; write a type that is `Send`, as `Arc` in the place of `Rc`, and hold nothing else across an `.await`",
    ),
    (
        "cannot be shared between threads safely",
        "the user is lent to other callbacks; write a type that is `Sync`, as `Arc` in the place of `Rc`",
    ),
    (
        "the `?` operator can only be used",
        "let the handler return a `Result`",
    ),
    (
        "type mismatch resolving",
        "write `CurrentRoles<R>` with the owned type of what `#[get_user_roles]` returns",
    ),
    (
        "no variant or associated item named",
        "the role does not exist; write one of the type's variants",
    ),
    (
        "expected the path of an auth object",
        "write the members as paths, as in `#[multi_auth(Api, Basic)]`",
    ),
    (
        "is defined multiple times",
        "the attribute writes a hidden type of the function's name; give the function another name",
    ),
    (
        "constant provided when a type was expected",
        "a permission is a function below `#[permission]`; write the attribute above it",
    ),
    (
        "expected type, found",
        "a permission is a function below `#[permission]`; write the path of one",
    ),
];

/// Parts of messages about errors that another error causes.
const FOLLOWING: [&str; 1] = ["cannot find type `__httpauth_"];

/// Parts of the compiler's own notes.
const NOTES: [&str; 15] = [
    "this error originates in",
    "required for `",
    "Consider using",
    "expected struct",
    "expected reference",
    "expected tuple",
    "expected enum",
    "expected unit type",
    "the failure occurred here",
    "onflicting implementation",
    "impl doesn't have",
    "for more information see",
    "define and implement a trait",
    "Function argument is not",
    "redundant requirement hidden",
];

/// Parts of those notes of the compiler that begin with a name.
const NAMED_NOTES: [&str; 3] = [
    "is a \"sealed trait\"",
    "associated functions are those in",
    "must be defined only once",
];

/// Returns what to do about a message in the compiler's words.
pub(crate) fn of(message: &str) -> &'static str {
    let found = MENDS.iter().find(|(part, _)| message.contains(part));
    found.map_or("", |(_, mend)| mend)
}

/// Returns whether the message is of an error that another one causes, which stands beside it.
pub(crate) fn follows_from_another(message: &str) -> bool {
    FOLLOWING.iter().any(|part| message.contains(part))
}

/// Returns whether a note is the compiler's own.
pub(crate) fn is_of_the_compiler(note: &str) -> bool {
    NOTES
        .iter()
        .chain(&NAMED_NOTES)
        .any(|part| note.contains(part))
}
