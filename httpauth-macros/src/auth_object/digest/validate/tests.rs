use syn::parse_quote;

use super::*;

#[test]
fn a_time_is_a_number_and_a_unit() {
    let seconds = |text: &str| {
        let mut diagnostics = Diagnostics::default();
        let seconds = seconds(
            &LitStr::new(text, proc_macro2::Span::call_site()),
            &mut diagnostics,
        );
        assert_eq!(seconds.is_none(), !diagnostics.is_empty(), "{text}");
        seconds
    };
    assert_eq!(
        [seconds("30s"), seconds("5m"), seconds("1h")],
        [Some(30), Some(300), Some(3600)]
    );
    for wrong in [
        "",
        "5",
        "m",
        "0s",
        "-1s",
        "1d",
        "1.5m",
        "5 m",
        "99999999999999999999h",
        "5\u{e9}",
    ] {
        assert_eq!(seconds(wrong), None, "{wrong:?}");
    }
}

#[test]
fn algorithms_are_those_of_the_rfc_each_once() {
    let algorithms = |texts: Vec<LitStr>| {
        let mut diagnostics = Diagnostics::default();
        let algorithms = algorithms(Some(&OneOrMany(texts)), &mut diagnostics);
        (
            algorithms
                .iter()
                .map(|algorithm| algorithm.name)
                .collect::<Vec<_>>(),
            diagnostics.is_empty(),
        )
    };
    assert_eq!(
        algorithms(vec![parse_quote!("md5-SESS")]),
        (vec!["MD5-sess"], true)
    );
    assert_eq!(algorithms(vec![]), (vec!["SHA-256", "MD5"], true));
    assert!(!algorithms(vec![parse_quote!("MD5"), parse_quote!("md5")]).1);
    assert!(!algorithms(vec![parse_quote!("SHA-1")]).1);
}

/// Shows that `qop = "none"` is the only way to the legacy form.
#[test]
fn qop_is_left_out_by_name_only() {
    let asks = |text: Option<LitStr>| {
        let mut diagnostics = Diagnostics::default();
        let asks = qop(text.as_ref(), &mut diagnostics);
        (asks, diagnostics.is_empty())
    };
    assert_eq!(asks(None), (true, true));
    assert_eq!(asks(Some(parse_quote!("auth"))), (true, true));
    assert_eq!(asks(Some(parse_quote!("none"))), (false, true));
    for wrong in ["", "None", "auth-int", "auth, auth-int"] {
        assert_eq!(asks(Some(parse_quote!(#wrong))), (true, false), "{wrong:?}");
    }
}
