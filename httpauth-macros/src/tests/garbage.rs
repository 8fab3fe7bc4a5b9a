//! The tests that no input makes an attribute panic or lose the user's item.

use quote::{ToTokens, quote};

use super::*;
use crate::item::Item;

/// Arguments that nobody should write, and some that are legal.
const ARGUMENTS: &[&str] = &[
    "",
    ",",
    ",,",
    "=",
    "= =",
    "auth",
    "auth =",
    "auth = ,",
    "auth = []",
    "auth = [A, B,]",
    "auth = [A B]",
    "auth = [[A]]",
    "auth = ::A::<B>",
    "auth = self",
    "auth = \"A\"",
    "auth = A auth = B",
    "auth(A)",
    "crate",
    "crate = crate",
    "crate = 1 + 1",
    "r#crate = a",
    "realm = \"\"",
    "realm = \"\\u{0}\\u{10ffff}\"",
    "realm = b\"a\", scheme = r#\"\"#, header = ''",
    "realm = concat!(\"a\")",
    "scheme = \"\", header = \"\\n\"",
    "scheme = \"Bearer\", state = (), state = [u8; {",
    "state = impl Fn(&str) -> !",
    "algorithm = []",
    "algorithm = [\"\", \"MD5\", \"md5\"]",
    "qop = \"auth-int\", ha1, nonce_ttl = \"99999999999999999999h\", nonces = dyn Any",
    "nonce_ttl = \"\u{e9}\"",
    "nonce_ttl = \"-1m\"",
    "realm = 5, nonce_ttl = 5",
    "realm = a = b, nonce_ttl = -1",
    "realm = a +, nonce_ttl = ..",
    "realm = { let x = }, nonce_ttl = |x| x",
    "bare, scheme = \"Cargo\"",
    "bare = true, header = \"Cookie\"",
    "role",
    "role = ",
    "role = []",
    "role = [[]]",
    "role = [[[]]]",
    "role = [\"\", [\"\"]]",
    "role = [permission, permission(), permission(a, b), permission(a)], permission = a::b",
    "role = permission(permission(a)), permission = [a], policy",
    "policy = a::B, auth = A, optional, role = \"a\"",
    "role = 1..",
    "role = { loop {} }",
    "role = |x| x",
    "role = [0; 3]",
    "role = \"a\" + [\"b\"]",
    "optional = true, extensions()",
    "anonymous anonymous",
    "optional, optional, extensions, extensions",
    "A, B, A, crate = x",
    "A = B",
    "#![deny(warnings)]",
    "$",
    "'a, _, r#fn, 1.0e5, b'x'",
    "(((((((((())))))))))",
];

/// Items that no attribute is for, and some that one is for.
const ITEMS: &[&str] = &[
    "",
    ";",
    "fn",
    "fn f",
    "fn f(",
    "fn f()",
    "fn f();",
    "fn f(self) {}",
    "fn f(self: Box<Self>, x: u8) -> Self {}",
    "fn f(_: &str, _: &str, _: &str) -> &str { 1 + }",
    "fn f(x: impl Fn(&str) -> &str, ..) -> impl Sized {}",
    "fn f(_: &mut str) -> ! {}",
    "fn f(_: &'a str, _: (), (a, b): (A, B), [c, ..]: [u8; N]) -> Option<&'a [_; 3]> {}",
    "pub(in a::b) const async unsafe extern \"C\" fn f<'a, T: ?Sized + 'a, const N: usize>() where T: {}",
    "async fn f(_: CurrentUser, _: Option, _: Option<>, _: Option<'a>, _: Option<Option<CurrentUser<T>>>) {}",
    "async fn f(_: &CurrentUser<T>, _: <T as CurrentUser>::X, _: [CurrentUser<U>; 2]) -> CurrentUser<T> {}",
    "async fn r#async(r#fn: r#type) -> Result {}",
    "#[a] #[utoipa::path] #[path::path(x)] #[cfg_attr] #[cfg_attr(a)] #[cfg(a)] #[doc = concat!()] async fn f() {}",
    "struct",
    "struct S",
    "struct S;",
    "struct S; struct T;",
    "struct S {}",
    "struct S<T>(T) where T: Copy;",
    "pub(crate) struct r#S;",
    "enum E {}",
    "union U { a: u8 }",
    "impl S { fn f() {} }",
    "trait T {}",
    "mod m { #![allow(x)] }",
    "use a::*;",
    "const X: u8 = 1;",
    "static mut X: u8 = 1;",
    "macro_rules! m { () => {} }",
    "type X = u8;",
    "let x = 5;",
    "1 + 1",
    "=> => $ # ! 'a \"b\"",
];

/// Returns the text as tokens. Text that is not even tokens cannot come from the compiler.
fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}

/// Asserts that the attribute keeps the item and adds to it.
///
/// It may strip the fields of a struct that must be a unit struct. It says what is wrong, or writes something beside
/// the item.
fn check(name: &str, attribute: Attribute, arguments: &TokenStream, item: &TokenStream) {
    let text = |tokens: &TokenStream| tokens.to_string().replace(char::is_whitespace, "");
    let unit = Item::read(item.clone()).into_unit().to_token_stream();
    let (written, item, unit) = (
        text(&attribute(arguments.clone(), item.clone())),
        text(item),
        text(&unit),
    );
    // `#[login_required]` and `#[public]` put the handler inside of another one.
    let is_inside = ["login_required", "public"].contains(&name);
    let kept = is_inside || [&item, &unit].iter().any(|item| written.starts_with(*item));
    assert!(
        kept && written.len() > item.len(),
        "#[{name}({arguments})] {item}\n{written}"
    );
}

#[test]
fn no_input_makes_an_attribute_panic() {
    for (name, attribute) in ATTRIBUTES {
        for arguments in ARGUMENTS.iter().map(|text| tokens(text)) {
            for item in ITEMS.iter().map(|text| tokens(text)) {
                check(name, attribute, &arguments, &item);
            }
        }
    }
}

/// Tries words of the language in any order. A fixed generator draws them, the same ones in every run.
#[test]
fn no_heap_of_words_makes_an_attribute_panic() {
    const WORDS: &str = "auth role permission policy optional extensions anonymous realm scheme header state crate algorithm qop , , = = \
                         :: & -> < > # ! ; \"admin\" \"\" 'a 5 [] () {} [A] (a:&str) {b} fn async struct pub Option \
                         CurrentUser<T> self impl where";
    let words: Vec<TokenStream> = WORDS.split_whitespace().map(tokens).collect();
    let mut seed: usize = 1;
    let mut heap = |most: usize| -> TokenStream {
        let mut draw = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) % below
        };
        let length = draw(most);
        let drawn = (0..length).filter_map(|_| words.get(draw(words.len())));
        quote!(#(#drawn)*)
    };
    for round in 0..1500 {
        let (arguments, rest) = (heap(9), heap(7));
        let item = match round % 3 {
            0 => quote!(async fn f #rest),
            1 => quote!(struct S #rest),
            _ => rest,
        };
        for (_, attribute) in ATTRIBUTES {
            attribute(arguments.clone(), item.clone());
        }
    }
}
