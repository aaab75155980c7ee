//! The issuer's side of status lists: what a register takes, and in which order it publishes.

mod common;

use common::{DAY, PROVINCE, START, STATUS, at, key, status_info, status_list};
use khyber_pass::{
    AllocationError, Code, DeflateError, IndexAllocator, KeyError, PublicKey, RegisterError, RowFault,
    Signature, Status, StatusList, StatusListInfo, StatusReference, StatusRegister, TrustError,
};

fn register() -> StatusRegister {
    let register = StatusRegister::new("pk-kp-test").unwrap().with_list(status_info(3, 1_000, 2)).unwrap();
    register.with_list(status_info(4, 1_000, 1)).unwrap()
}

fn reference(list: u64, index: u64) -> StatusReference {
    StatusReference { list, index }
}

fn office() -> PublicKey {
    key(STATUS).public_key()
}

#[test]
fn changes_are_counted_and_revoked_stays_revoked() {
    let mut register = register();
    assert_eq!(register.revoke(&[reference(3, 1), reference(3, 1), reference(4, 1)]), Ok(2));
    assert_eq!(register.suspend(&[reference(3, 1), reference(3, 2)]), Ok(1));
    assert_eq!(register.status(reference(3, 1)), Some(Status::Revoked));
    assert_eq!(register.status(reference(3, 2)), Some(Status::Suspended));
    assert_eq!(register.revoke(&[reference(3, 2)]), Ok(1));
    assert_eq!(register.reinstate(&[reference(3, 1), reference(3, 2), reference(3, 3)]), Ok(2));
    assert_eq!(register.status(reference(3, 1)), Some(Status::Valid));
    assert_eq!([(9, 0), (3, 1_000), (u64::MAX, 0)].map(|(l, i)| register.status(reference(l, i))), [None; 3]);
}

#[test]
fn one_wrong_reference_changes_nothing() {
    let mut register = register();
    let before = register.clone();
    let rows = [
        (vec![reference(3, 1), reference(9, 1)], RegisterError::UnknownList { list: 9 }),
        (vec![reference(3, 1), reference(65_539, 1)], RegisterError::UnknownList { list: 65_539 }),
        (
            vec![reference(3, 1), reference(4, 1_000)],
            RegisterError::Index { list: 4, index: 1_000, entries: 1_000 },
        ),
        (vec![reference(3, 1), reference(4, 1)], RegisterError::OneBit { list: 4 }),
    ];
    for (references, error) in rows {
        assert_eq!(register.suspend(&references), Err(error));
        assert!(register == before, "{error}");
    }
    assert_eq!(RegisterError::OneBit { list: 4 }.code(), Code::RegisterOneBit);
}

#[test]
fn a_table_as_a_spreadsheet_writes_it() {
    let mut register = register();
    let csv = "\u{FEFF}List,Index,Action\r\n";
    assert!(register.apply_csv(csv).is_err(), "names are written small");
    let csv =
        "\u{FEFF}list,index,action\r\n3,1,revoke\r\n\r\n 3 , 2 , Suspend \r\n4,3,REVOKE\r\n4,3,reinstate\r\n";
    assert_eq!(register.apply_csv(csv), Ok(4));
    let told = [(3, 1), (3, 2), (4, 3)].map(|(list, index)| register.status(reference(list, index)).unwrap());
    assert_eq!(told, [Status::Revoked, Status::Suspended, Status::Valid]);
    assert_eq!(register.apply_csv(""), Ok(0));
    assert_eq!(register.apply_csv("list,index,action\n"), Ok(0));
}

#[test]
fn a_table_with_one_wrong_row_changes_nothing() {
    let mut register = register();
    let before = register.clone();
    let rows = [
        ("3,1", RowFault::Fields { found: 2 }),
        ("3,1,revoke,now", RowFault::Fields { found: 4 }),
        ("3;1;revoke", RowFault::Fields { found: 1 }),
        ("list,index,action", RowFault::Action),
        ("3,1.0,revoke", RowFault::Number { field: "index" }),
        ("3,1E+05,revoke", RowFault::Number { field: "index" }),
        ("+3,1,revoke", RowFault::Number { field: "list" }),
        ("3,-1,revoke", RowFault::Number { field: "index" }),
        ("3,٧,revoke", RowFault::Number { field: "index" }),
        (",1,revoke", RowFault::Number { field: "list" }),
        ("3,99999999999999999999,revoke", RowFault::Number { field: "index" }),
        ("3,1,delete", RowFault::Action),
        ("9,1,revoke", RowFault::List),
        ("3,1000,revoke", RowFault::Index),
        ("4,1,suspend", RowFault::OneBit),
    ];
    for (row, fault) in rows {
        let error = RegisterError::Row { line: 3, fault };
        assert_eq!(
            register.apply_csv(&format!("list,index,action\n3,5,revoke\n{row}\n3,6,revoke\n")),
            Err(error)
        );
        assert!(register == before, "{row}");
        assert_eq!(error.code(), Code::RegisterRow);
    }
}

#[test]
fn lists_are_added_once_and_in_the_grammar() {
    let add = |info| register().with_list(info).map(|_| ());
    assert_eq!(add(status_info(3, 10, 1)), Err(RegisterError::ListTwice { list: 3 }));
    let field = |result: Result<(), RegisterError>| {
        matches!(result, Err(RegisterError::Document(TrustError::Field(_))))
    };
    assert!(field(add(status_info(5, 0, 1))));
    assert!(field(add(status_info(5, (1 << 24) + 1, 1))));
    assert!(field(add(status_info(5, 10, 4))), "our profile writes one or two bits");
    assert!(field(add(StatusListInfo { uri: Some(String::new()), ..status_info(5, 10, 1) })));
    assert_eq!(add(status_info(5, 1 << 24, 2)), Ok(()));
}

#[test]
fn documents_come_one_after_the_other() {
    let mut register = register();
    let day = |day: i64| at(START + day * DAY);
    assert_eq!(register.delta(day(1)), Err(RegisterError::NoSnapshot));
    register.snapshot(day(2), day(60), None).unwrap();
    let later = |newest, after| Err(RegisterError::NotLater { newest, after });
    assert_eq!(register.snapshot(day(2), day(60), None).map(|_| ()), later(day(2), "after"));
    assert_eq!(register.delta(day(1)).map(|_| ()), later(day(2), "at or after"));
    register.delta(day(5)).unwrap();
    register.delta(day(5)).unwrap();
    assert_eq!(register.delta(day(4)).map(|_| ()), later(day(5), "at or after"));
    assert_eq!(register.snapshot(day(4), day(60), None).map(|_| ()), later(day(5), "at or after"));
    register.snapshot(day(5), day(60), None).unwrap();
    // A new list needs a snapshot before a delta can speak of it.
    let mut register = register.with_list(status_info(5, 10, 1)).unwrap();
    assert_eq!(register.delta(day(6)), Err(RegisterError::NoSnapshot));
    register.snapshot(day(7), day(60), None).unwrap();
    register.delta(day(8)).unwrap();
}

#[test]
fn nothing_is_signed_that_verifiers_would_refuse() {
    let day = |day: i64| at(START + day * DAY);
    let list = status_list();
    let mut register = register();
    let token = register.snapshot(day(10), day(70), None).unwrap().remove(0);
    let delta = register.delta(day(11)).unwrap();
    for good in [&token, &delta] {
        assert_eq!(good.clone().within(&list, &office()).as_ref(), Ok(good));
        let stranger = key(99).public_key();
        assert_eq!(good.clone().within(&list, &stranger), Err(TrustError::StatusSigner));
        let province = key(PROVINCE).public_key();
        assert_eq!(good.clone().within(&list, &province), Err(TrustError::StatusSigner));
        // Another domain's list describes nothing here.
        let nothing = common::empty_list().with_entry(common::status_entry()).unwrap();
        assert_eq!(good.clone().within(&nothing, &office()), Err(TrustError::StatusUnknownList));
    }
    let late = register.snapshot(day(90), day(100), None).unwrap().remove(0);
    assert_eq!(late.within(&list, &office()), Err(TrustError::StatusSigner), "after the window");
    let larger = StatusRegister::new("pk-kp-test").unwrap().with_list(status_info(3, 1_001, 2)).unwrap();
    let token = larger.clone().snapshot(day(10), day(70), None).unwrap().remove(0);
    assert_eq!(
        token.within(&list, &office()),
        Err(TrustError::StatusDeflate(DeflateError::Limit { limit: 250 }))
    );
    let elsewhere = StatusRegister::new("pk-kp").unwrap().with_list(status_info(3, 1_000, 2)).unwrap();
    let mut elsewhere = elsewhere;
    elsewhere.snapshot(day(10), day(70), None).unwrap();
    assert_eq!(elsewhere.delta(day(11)).unwrap().within(&list, &office()), Err(TrustError::Domain));
}

/// An HSM signs as well as a key at hand, and a wrong signature is not put in.
#[test]
fn the_key_may_be_elsewhere() {
    let token = register().snapshot(at(START + DAY), at(START + 2 * DAY), None).unwrap().remove(0);
    let hsm = key(STATUS);
    let signature = hsm.sign(&token.to_be_signed(&office()));
    assert_eq!(token.finish(&office(), &signature), token.sign(&hsm));
    let wrong = TrustError::Key(KeyError::Signature);
    assert_eq!(token.finish(&office(), &Signature::from_bytes([0; 64])), Err(wrong));
    assert_eq!(token.finish(&key(PROVINCE).public_key(), &signature), Err(wrong));
}

#[test]
fn a_stored_register_goes_on() {
    let day = |day: i64| at(START + day * DAY);
    let mut register = register();
    assert!(StatusRegister::load(&register.export().unwrap()).unwrap() == register);
    register.revoke(&[reference(3, 7)]).unwrap();
    register.snapshot(day(1), day(60), None).unwrap();
    register.suspend(&[reference(3, 8)]).unwrap();
    register.delta(day(2)).unwrap();
    let stored = register.export().unwrap();
    let mut again = StatusRegister::load(&stored).unwrap();
    assert!(again == register);
    assert_eq!(again.delta(day(3)), register.delta(day(3)));
    for end in 0..stored.len() {
        assert_eq!(StatusRegister::load(&stored[..end]).map(|_| ()), Err(RegisterError::State), "{end}");
    }
}

#[test]
fn an_allocator_ends_and_refuses_a_damaged_state() {
    let mut state = Vec::new();
    let mut allocator = IndexAllocator::new(3, 10, [1; 32]).unwrap();
    let mut keep = |bytes: &[u8]| {
        state = bytes.to_vec();
        Ok::<(), ()>(())
    };
    assert_eq!(allocator.allocate(8, &mut keep).unwrap().len(), 8);
    let full = AllocationError::Full(RegisterError::Full { list: 3, free: 2, wanted: 3 });
    assert_eq!(allocator.allocate(3, &mut keep), Err(full));
    assert_eq!(allocator.allocate(2, &mut keep).unwrap().len(), 2);
    assert_eq!((allocator.free(), allocator.list()), (0, 3));
    for end in 0..state.len() {
        assert_eq!(IndexAllocator::load(&state[..end]).map(|_| ()).unwrap_err(), RegisterError::State);
    }
    for entries in [0, (1 << 24) + 1] {
        assert_eq!(
            IndexAllocator::new(3, entries, [1; 32]).map(|_| ()),
            Err(RegisterError::Entries { found: entries })
        );
    }
    // More given out than there are.
    let last = state.len() - 1;
    state[last] = 11;
    assert_eq!(IndexAllocator::load(&state).map(|_| ()), Err(RegisterError::State));
}

/// What no verifier would take is not made, and nothing has happened then.
#[test]
fn nothing_is_prepared_that_verifiers_would_refuse() {
    let day = |day: i64| at(START + day * DAY);
    let window = Err(RegisterError::Document(TrustError::Window));
    let mut register = register();
    let before = register.clone();
    assert_eq!(register.snapshot(day(10), day(9), None).map(|_| ()), window, "it ends before it begins");
    assert_eq!(register.snapshot(day(10), day(191), None).map(|_| ()), window, "longer than 180 days");
    let ttl = register.snapshot(day(10), day(70), Some(0)).map(|_| ());
    assert!(matches!(ttl, Err(RegisterError::Document(TrustError::Field(_)))), "{ttl:?}");
    assert!(register == before);

    // More changes than fit into a delta: a snapshot says them all.
    let large = StatusRegister::new("pk-kp-test").unwrap().with_list(status_info(3, 1 << 20, 1));
    let mut large = large.unwrap();
    large.snapshot(day(10), day(70), None).unwrap();
    let many: Vec<_> = (0..270_000).map(|index| reference(3, index * 3)).collect();
    large.revoke(&many).unwrap();
    let before = large.clone();
    let too_large = large.delta(day(11)).unwrap_err();
    assert_eq!(too_large.code(), Code::TrustSize);
    assert!(large == before);
    large.snapshot(day(11), day(70), None).unwrap();
    large.delta(day(12)).unwrap();
}

/// What a register takes it can store and read again.
#[test]
fn a_register_of_any_content_is_read_again() {
    for domain in ["", "a-domain-of-17-by"] {
        let refused = StatusRegister::new(domain).map(|_| ()).unwrap_err();
        assert_eq!(refused.code(), Code::TrustMalformed, "{domain:?}");
    }
    let mut register = StatusRegister::new("a-domain-of-16-b").unwrap();
    for list in 0..256 {
        register = register.with_list(status_info(list, 8, 1)).unwrap();
    }
    assert!(StatusRegister::load(&register.export().unwrap()).unwrap() == register);
    assert_eq!(
        register.with_list(status_info(256, 8, 1)).map(|_| ()).unwrap_err().code(),
        Code::TrustMalformed
    );
}

/// A token says by its URI of which list it is: two lists of one URI are refused, given or by default.
#[test]
fn two_lists_of_one_uri_are_refused() {
    let named = |list, uri: &str| StatusListInfo { uri: Some(uri.to_owned()), ..status_info(list, 8, 1) };
    for twins in [[named(5, "kp:s/6"), status_info(6, 8, 1)], [named(5, "urn:a"), named(6, "urn:a")]] {
        let [one, other] = twins;
        let with_one = register().with_list(one.clone()).unwrap();
        assert_eq!(with_one.with_list(other.clone()).map(|_| ()).unwrap_err().code(), Code::TrustMalformed);
        let list = common::empty_list().with_status_list(one).unwrap();
        assert_eq!(list.with_status_list(other).map(|_| ()).unwrap_err().code(), Code::TrustMalformed);
    }
}

/// Half of a list revoked at random cannot be compressed: it is written all the same.
#[test]
fn a_list_that_cannot_be_compressed_is_written() {
    let mut list = StatusList::new(1 << 21, 1).unwrap();
    let mut random = 88_172_645_463_325_252_u64;
    for index in 0..list.entries() {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        list.set(index, u8::from(random % 256 < 118)).unwrap();
    }
    assert_eq!(StatusList::from_cbor(&list.to_cbor().unwrap()).unwrap(), list);
}
