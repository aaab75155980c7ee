//! Any line of the line protocol: one line comes back, it is JSON, says one thing, and says it again.

#![no_main]

use khyber_pass::vectors::answer;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|line: &str| {
    let answered = answer(line);
    assert!(!answered.contains('\n'));
    let said: Value = serde_json::from_str(&answered).expect("an answer is JSON");
    let id = serde_json::from_str::<Value>(line).ok().and_then(|question| question.get("id").cloned());
    assert_eq!(said.get("id"), Some(&id.unwrap_or(Value::Null)));
    let outcome = said.get("outcome").or_else(|| said.get("result")).and_then(Value::as_str);
    let good = matches!(outcome, Some("Trusted" | "accepted"));
    assert!(
        good || outcome.is_some_and(|outcome| matches!(
            outcome,
            "refused" | "Error" | "Undecided" | "NotTrusted" | "Unreadable" | "WrongPurpose"
        ))
    );
    assert!(good || said.get("code").is_some_and(Value::is_string), "{answered}");
    assert_eq!(answer(line), answered);
});
