//! Questions about what an issuer is refused.

use super::answer::outcome;
use super::json::{by_index, hex};
use super::question::{Fault, Question};
use crate::claims::{
    BirthDate, Country, Entitlement, Face, IdNumber, Location, PersonError, Phone, StatusReference,
};
use crate::cose::{KeyError, PublicKey, SigningKey};
use crate::registry::cose::PUBLIC_KEY_BYTES;
use crate::registry::kp::IdKind;
use crate::registry::services::ServiceCode;
use crate::status::{RegisterError, StatusRegister};
use crate::text::{Address, Language, Name, TextError};
use crate::time::{TimeError, Timestamp, Validity};
use crate::trust::StatusListInfo;
use serde_json::Value;

pub(super) fn respond(kind: &str, question: &Question<'_>) -> Result<Value, Fault> {
    let nothing = |()| Vec::new();
    let text = |text: String| vec![("text", Value::String(text))];
    let person = PersonError::code;
    Ok(match kind {
        "name" => outcome(name(question)?, TextError::code, text),
        "address" => outcome(address(question)?, TextError::code, text),
        "number" => outcome(number(question)?, person, text),
        "birth-date" => {
            outcome(BirthDate::parse(question.text("text")?).map(BirthDate::to_signed), person, text)
        }
        "phone" => outcome(Phone::new(question.text("text")?).map(drop), person, nothing),
        "country" => outcome(Country::new(question.text("text")?).map(drop), person, nothing),
        "location" => outcome(Location::new(question.text("text")?).map(drop), person, nothing),
        "reference" => outcome(reference(question.text("text")?).map(drop), person, nothing),
        "face" => outcome(Face::new(question.bytes("bytes")?).map(drop), person, nothing),
        "time" => outcome(Timestamp::new(question.int("seconds")?).map(drop), TimeError::code, nothing),
        "validity" => outcome(validity(question)?.map(drop), TimeError::code, nothing),
        "public-key" => {
            outcome(public_key(question)?, KeyError::code, |key| vec![("kid", hex(key.kid().as_bytes()))])
        }
        "private-key" => outcome(SigningKey::from_pem(question.text("pem")?), KeyError::code, |key| {
            vec![("public", hex(key.public_key().as_bytes()))]
        }),
        "rows" | "changes" => {
            outcome(changes(kind, question)?, RegisterError::code, |values| vec![("values", values)])
        }
        "publish" => outcome(publish(question)?, RegisterError::code, nothing),
        _ => return Err(Fault("do is no question that is known".to_owned())),
    })
}

fn name(question: &Question<'_>) -> Result<Result<String, TextError>, Fault> {
    let (text, language) = (question.text("text")?, question.text("language")?);
    let name = Language::parse(language).and_then(|language| Name::new(text, language));
    Ok(name.map(|name| name.as_signed_str().to_owned()))
}

fn address(question: &Question<'_>) -> Result<Result<String, TextError>, Fault> {
    let (text, language) = (question.text("text")?, question.text("language")?);
    let address = Language::parse(language).and_then(|language| Address::new(text, language));
    Ok(address.map(|address| address.as_signed_str().to_owned()))
}

fn number(question: &Question<'_>) -> Result<Result<String, PersonError>, Fault> {
    let kind = IdKind::from_number(question.uint("kind")?);
    let kind = kind.ok_or_else(|| Fault("kind is not in the table".to_owned()))?;
    Ok(IdNumber::parse(kind, question.text("text")?).map(|number| number.as_signed_str().to_owned()))
}

fn reference(text: &str) -> Result<Entitlement, PersonError> {
    Entitlement::new(ServiceCode::SEHAT_CARD)?.with_reference(text)
}

fn validity(question: &Question<'_>) -> Result<Result<Validity, TimeError>, Fault> {
    let (issued, expires) = (question.int("issued")?, question.int("expires")?);
    Ok(Timestamp::new(issued).and_then(|issued| Validity::new(issued, Timestamp::new(expires)?)))
}

fn public_key(question: &Question<'_>) -> Result<Result<PublicKey, KeyError>, Fault> {
    let bytes: Result<[u8; PUBLIC_KEY_BYTES], _> = question.bytes("bytes")?.try_into();
    Ok(PublicKey::from_bytes(&bytes.map_err(|_| Fault("bytes are not 32".to_owned()))?))
}

/// The lists of a question, in a register.
fn register(
    question: &Question<'_>,
) -> Result<(Result<StatusRegister, RegisterError>, Vec<StatusListInfo>), Fault> {
    let fault = || Fault("lists are not [number, entries, bits]".to_owned());
    let mut infos = Vec::new();
    for list in question.items("lists")? {
        let numbers: Vec<u64> = list.as_array().ok_or_else(fault)?.iter().filter_map(Value::as_u64).collect();
        let [list, entries, bits] = numbers.as_slice() else { return Err(fault()) };
        let list = u16::try_from(*list).map_err(|_| fault())?;
        let bits = u8::try_from(*bits).map_err(|_| fault())?;
        infos.push(StatusListInfo { list, entries: *entries, bits, uri: None });
    }
    let empty = StatusRegister::new("pk-kp-test");
    let with_all = |empty| infos.iter().cloned().try_fold(empty, StatusRegister::with_list);
    Ok((empty.and_then(with_all), infos))
}

fn changes(kind: &str, question: &Question<'_>) -> Result<Result<Value, RegisterError>, Fault> {
    let (register, infos) = register(question)?;
    let mut register = match register {
        Ok(register) => register,
        Err(error) => return Ok(Err(error)),
    };
    let applied = match kind {
        "rows" => register.apply_csv(question.text("csv")?).map(drop),
        _ => change(&mut register, question)?,
    };
    Ok(applied.map(|()| infos.iter().map(|info| (info.list.to_string(), values(&register, info))).collect()))
}

fn change(
    register: &mut StatusRegister,
    question: &Question<'_>,
) -> Result<Result<(), RegisterError>, Fault> {
    let fault = || Fault("changes are not [list, index, action]".to_owned());
    for change in question.items("changes")? {
        let Some([list, index, action]) = change.as_array().map(Vec::as_slice) else { return Err(fault()) };
        let (list, index) = (list.as_u64().ok_or_else(fault)?, index.as_u64().ok_or_else(fault)?);
        let reference = [StatusReference { list, index }];
        let changed = match action.as_str() {
            Some("revoke") => register.revoke(&reference),
            Some("suspend") => register.suspend(&reference),
            Some("reinstate") => register.reinstate(&reference),
            _ => return Err(fault()),
        };
        if let Err(error) = changed {
            return Ok(Err(error));
        }
    }
    Ok(Ok(()))
}

fn publish(question: &Question<'_>) -> Result<Result<(), RegisterError>, Fault> {
    let fault = || Fault("documents are not [kind, issued] or [kind, issued, expires]".to_owned());
    let mut register = match register(question)?.0 {
        Ok(register) => register,
        Err(error) => return Ok(Err(error)),
    };
    let date = |value: &Value| value.as_i64().and_then(|at| Timestamp::new(at).ok()).ok_or_else(fault);
    for document in question.items("documents")? {
        let published = match document.as_array().map(Vec::as_slice) {
            Some([kind, issued]) if kind == "delta" => register.delta(date(issued)?).map(drop),
            Some([kind, issued, expires]) if kind == "snapshot" => {
                register.snapshot(date(issued)?, date(expires)?, None).map(drop)
            }
            _ => return Err(fault()),
        };
        if let Err(error) = published {
            return Ok(Err(error));
        }
    }
    Ok(Ok(()))
}

fn values(register: &StatusRegister, info: &StatusListInfo) -> Value {
    let status = |index| {
        let reference = StatusReference { list: info.list.into(), index };
        Some((index, register.status(reference)?.number()))
    };
    by_index((0..info.entries).filter_map(status))
}
