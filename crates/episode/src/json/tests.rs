//! Tests of the parser, against `serde_json`.

use super::*;
use proptest::prelude::*;
use serde_json::Value;

fn same(ours: &Json<'_>, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Json::Null, Value::Null) => true,
        (Json::Bool(a), Value::Bool(b)) => a == b,
        (Json::Number(a), Value::Number(b)) => {
            let b = b.as_f64().unwrap_or(f64::NAN);
            a.value().map_or(b.abs() > 9e9, |a| a == b || (a - b).abs() <= 5e-7 + b.abs() * 1e-15)
        }
        (Json::Text(a), Value::String(b)) => a == b,
        (Json::List(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Json::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(&**key).is_some_and(|b| same(a, b)))
        }
        _ => false,
    }
}

#[test]
fn what_is_no_json_is_told_with_its_place() {
    for (text, found, wanted) in [
        ("", "the end in line 1, column 1", "a value"),
        ("{\n  \"é\": 1,\n}", "`}` in line 3, column 1", "a key"),
        ("[1, 2", "the end in line 1, column 6", "a comma"),
        ("{\"a\" 1}", "`1` in line 1, column 6", "a colon"),
        ("[01]", "`1` in line 1, column 3", "a comma"),
        ("[1.]", "`]`", "a number"),
        ("[-]", "`]`", "a number"),
        ("[+1]", "`+`", "a value"),
        ("\"a\nb\"", "a control character in line 1, column 3", "the end of the string"),
        ("\"\\x\"", "`x`", "an escape"),
        ("\"\\u12", "`u`", "an escape"),
        ("nul", "`n`", "a value"),
        ("{} {}", "`{`", "the end"),
        ("<!doctype html>", "`<` in line 1, column 1", "a value"),
    ] {
        let error = Json::parse(text).expect_err(text);
        let told = error.to_string();
        assert!(told.contains(found) && error.wanted.contains(wanted), "{text}: {told}");
    }
}

#[test]
fn deep_nesting_is_refused_before_the_stack_ends() {
    assert!(Json::parse(&("[".repeat(128) + &"]".repeat(128))).is_ok());
    let error = Json::parse(&"[".repeat(1_000_000)).expect_err("too deep");
    assert!(error.wanted.contains("128"), "{error}");
}

#[test]
fn escapes_are_read_and_half_a_pair_is_replaced() {
    let text = r#""\"\\\/\b\f\n\r\t\u00e9\ud83e\udd80\ud83e\ud83e\udd80\udd80x""#;
    let wanted = "\"\\/\u{8}\u{c}\n\r\té🦀\u{fffd}🦀\u{fffd}x";
    assert_eq!(Json::parse(text), Ok(Json::Text(wanted.into())));
    assert_eq!(Json::parse(r#""\ud83e\n""#), Ok(Json::Text("\u{fffd}\n".into())));
}

#[test]
fn a_number_alone_is_one_and_nothing_else_is() {
    let value = |text| Number::parse(text).map(Number::value);
    for (text, wanted) in [
        ("0", Some(0.0)),
        ("-12.5", Some(-12.5)),
        ("12.5125", Some(12.5125)),
        ("1e3", Some(1000.0)),
        ("25E-1", Some(2.5)),
        ("4294967296", Some(4_294_967_296.0)),
        ("1700000000.2501", Some(1_700_000_000.250_1)),
        ("0.0000015", Some(0.000_002)),
        ("0e999999999999", Some(0.0)),
        ("1e999999999999", None),
        ("1e-999999999999", Some(0.0)),
    ] {
        assert_eq!(value(text), Some(wanted), "{text}");
    }
    for text in ["", "x", "1x", " 1", ".5", "1.", "01", "--1", "1e", "NaN"] {
        assert_eq!(value(text), None, "{text}");
    }
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (-1e6..1e6).prop_map(|n: f64| Value::from((n * 1000.0).round() / 1000.0)),
        ".*".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((".*", inner), 0..6).prop_map(|e| Value::Object(e.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_another_writes_is_read_the_same(value in value(), pretty: bool) {
        let text = if pretty { format!("{value:#}") } else { value.to_string() };
        let read = Json::parse(&text);
        prop_assert!(read.as_ref().is_ok_and(|read| same(read, &value)), "{} {:?}", text, read);
    }

    #[test]
    fn any_text_is_taken_and_refused_as_another_takes_and_refuses_it(text in "[\\[\\]{}\",:0-9eE+.\\-\\\\u a-zé🦀\\n]{0,24}") {
        // Half a surrogate pair is for us a character, and so is a number without a value.
        let theirs = serde_json::from_str::<Value>(&text);
        if !text.contains("\\u") && !text.contains(['e', 'E']) {
            prop_assert_eq!(Json::parse(&text).is_ok(), theirs.is_ok());
        }
    }

    #[test]
    fn numbers_are_exact_however_they_are_written(
        millionths in -(1_i64 << 53)..=1 << 53, trailing in 0..4_usize, moved in -14..=6_i32,
    ) {
        let sign = if millionths < 0 { "-" } else { "" };
        // With the point elsewhere, and the exponent to make up for it.
        let digits = format!("{:020}", millionths.unsigned_abs());
        let (whole, decimals) = digits.split_at((14 + moved) as usize);
        let whole = whole.trim_start_matches('0');
        let zeros = "0".repeat(trailing);
        let text = format!("{sign}{}.{decimals}0{zeros}e{}", if whole.is_empty() { "0" } else { whole }, -moved);
        let number = Number::parse(&text).expect("it is JSON");
        // The standard library's parser is exact.
        prop_assert_eq!(number.value(), text.parse().ok(), "{}", text);
        let rounded = (millionths.abs() + 500) / 1000;
        prop_assert_eq!(number.thousandths(), Some(rounded * millionths.signum()), "{}", text);
        let is_whole = millionths >= 0 && millionths % 1_000_000 == 0;
        let whole = (millionths / 1_000_000).try_into().ok().filter(|_| is_whole);
        prop_assert_eq!(number.whole(), whole, "{}", text);
    }

    #[test]
    fn numbers_of_serde_json_are_read_to_the_thousandth(number in -9e9..9e9_f64) {
        let text = serde_json::to_string(&number).expect("a number is JSON");
        let thousandths = Number::parse(&text).and_then(Number::thousandths).expect("it is JSON");
        let theirs: f64 = serde_json::from_str(&text).expect("it is JSON");
        prop_assert!((thousandths as f64 - theirs * 1000.0).abs() <= 0.501, "{} {}", text, thousandths);
    }

    #[test]
    fn times_and_word_counts_are_those_of_serde_json(ms: u32) {
        let seconds = serde_json::to_string(&(f64::from(ms) / 1000.0)).expect("a number is JSON");
        prop_assert_eq!(Number::parse(&seconds).and_then(Number::thousandths), Some(ms.into()));
        let whole = serde_json::to_string(&ms).expect("a number is JSON");
        prop_assert_eq!(Number::parse(&whole).and_then(Number::whole), Some(ms));
    }
}
