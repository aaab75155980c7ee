//! The name of a person (§4).

use super::check::NAME;
use super::digits::ascii_digits;
use super::error::TextError;
use super::language::Language;
use super::note::{Note, Notes};
use super::oddity::{self, Oddity};
use super::safe::{SafeText, is_bidi_control};
use super::walk;

/// A name and the language it is written in.
///
/// One name is one text. It is not split into given name and surname: many names of the province
/// have only one part, and tribe names and titles belong to them.
///
/// A name comes into being in two ways: by normalising what a registrar typed, or by reading what
/// somebody signed. The second is kept letter by letter, however odd it is; [`Name::display`]
/// shows either safely. `Debug` prints no name.
///
/// ```
/// # use khyber_pass::text::{Language, Name, TextError};
/// let name = Name::new("كريم نمونه", Language::URDU)?; // typed on an Arabic keyboard
/// assert_eq!(name.as_signed_str(), "کریم نمونہ");
/// assert_eq!(name.display().to_string(), "\u{2068}کریم نمونہ\u{2069}");
/// assert_eq!(format!("{name:?}"), "Name(..)");
///
/// let mixed = Name::new("کریم Namuna", Language::URDU);
/// assert_eq!(mixed, Err(TextError::Script { at: 5 }));
/// # Ok::<(), TextError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Name {
    text: String,
    language: Language,
}

/// A name made ready for signing, with what was changed in it or found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Normalised {
    /// The name.
    pub name: Name,
    /// What the registrar should know, each once, in the order of the steps.
    pub notes: Vec<Note>,
}

impl Name {
    /// Brings a name into the form in which it is signed, and says what that took.
    ///
    /// Doing it twice changes nothing more.
    ///
    /// ```
    /// # use khyber_pass::text::{Language, Name, Note};
    /// let typed = Name::normalise("عبداﷲ", Language::URDU)?;
    /// assert_eq!(typed.name.as_signed_str(), "عبداللہ");
    /// assert_eq!(typed.notes, [Note::PresentationForm, Note::ArabicLetterFolded]);
    /// # Ok::<(), khyber_pass::text::TextError>(())
    /// ```
    ///
    /// # Errors
    /// - [`TextError::Empty`]: no letter is left.
    /// - [`TextError::TooLong`]: more than 60 characters are left.
    /// - [`TextError::Control`]: a control, a tab or a newline.
    /// - [`TextError::Bidi`]: an embedding, an override or an isolate.
    /// - [`TextError::Ligature`]: one character that stands for a phrase.
    /// - [`TextError::Unassigned`]: a character without meaning.
    /// - [`TextError::Script`]: a letter of another script, or a sign that no name has.
    /// - [`TextError::Mojibake`]: damage by a wrong character set.
    pub fn normalise(raw: &str, language: Language) -> Result<Normalised, TextError> {
        let (text, notes) = walk::normalise(raw, language, &NAME)?;
        Ok(Normalised { name: Self { text, language }, notes })
    }

    /// The same, without the notes.
    ///
    /// # Errors
    /// Those of [`Name::normalise`].
    pub fn new(raw: &str, language: Language) -> Result<Self, TextError> {
        Self::normalise(raw, language).map(|normalised| normalised.name)
    }

    /// A name as somebody signed it, byte for byte, and what is odd about it.
    pub(crate) fn as_signed(text: &str, language: Language) -> Result<(Self, Option<Oddity>), TextError> {
        NAME.measure(text)?;
        let oddity = oddity::of(text, language, &NAME);
        Ok((Self { text: text.to_owned(), language }, oddity))
    }

    /// The text exactly as it is, or is to be, signed.
    ///
    /// **Not for showing**: a signed text may hold controls that change the line it stands in. Use
    /// [`Name::display`].
    pub fn as_signed_str(&self) -> &str {
        &self.text
    }

    /// The language the name is written in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The name made safe for showing.
    pub fn display(&self) -> SafeText<'_> {
        SafeText::new(&self.text)
    }

    /// A key under which different spellings of one name meet: for comparing and searching, never
    /// for showing or signing (§4.6).
    ///
    /// Capital and small letters, vowel signs, honorific marks, hyphens, apostrophes, kinds of
    /// digits and superfluous spaces make no difference. Equal keys do not make equal persons.
    ///
    /// ```
    /// # use khyber_pass::text::{Language, Name};
    /// let a = Name::new("Jean-Paul O'Namuna", Language::ENGLISH)?;
    /// let b = Name::new("JEANPAUL  O’NAMUNA", Language::ENGLISH)?;
    /// assert_ne!(a, b);
    /// assert_eq!(a.matching_key(), b.matching_key());
    /// # Ok::<(), khyber_pass::text::TextError>(())
    /// ```
    pub fn matching_key(&self) -> String {
        let rewritten = walk::rewrite(&self.text, self.language, &NAME, &mut Notes::new());
        let bare: String = rewritten.iter().map(|p| p.c).filter(|c| !is_ignored(*c)).collect();
        let words: Vec<&str> = bare.split_whitespace().collect();
        ascii_digits(&words.join(" ").to_lowercase())
    }
}

/// As [`Name::display`].
impl core::fmt::Display for Name {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        core::fmt::Display::fmt(&self.display(), f)
    }
}

/// As it was signed: for a program, which must make it safe again before showing it.
#[cfg(feature = "serde")]
impl serde::Serialize for Name {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl core::fmt::Debug for Name {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Name(..)")
    }
}

fn is_ignored(c: char) -> bool {
    matches!(c, '\u{064B}'..='\u{0652}' | '\u{0670}' | '\u{0610}'..='\u{0614}' | '-' | '\'' | '’' | '\u{200C}')
        || is_bidi_control(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::is_nfc;

    #[test]
    fn what_a_name_must_not_hold() {
        use TextError::{Bidi, Control, Empty, Ligature, Mojibake, Script, Unassigned};
        let khowar = Language::parse("khw").unwrap();
        for (raw, language, error) in [
            ("", Language::ENGLISH, Empty),
            (" \u{A0}\u{200B}", Language::ENGLISH, Empty),
            ("- .", Language::ENGLISH, Empty),
            ("123", Language::ENGLISH, Empty),
            ("\u{0640}", Language::URDU, Empty),
            ("Namuna\tKhan", Language::ENGLISH, Control { at: 6 }),
            ("Namuna\n", Language::ENGLISH, Control { at: 6 }),
            ("Namuna\0", Language::ENGLISH, Control { at: 6 }),
            ("Namuna\u{2028}Khan", Language::ENGLISH, Control { at: 6 }),
            ("Namuna\u{FFF9}", Language::ENGLISH, Control { at: 6 }),
            ("نمونہ\u{202E}", Language::URDU, Bidi { at: 5 }),
            ("\u{2067}نمونہ\u{2069}", Language::URDU, Bidi { at: 0 }),
            ("محمد \u{FDFA}", Language::URDU, Ligature { at: 5 }),
            ("\u{FDFD}", Language::URDU, Ligature { at: 0 }),
            ("خان\u{E000}", Language::URDU, Unassigned { at: 3 }),
            ("خان\u{05FF}", Language::URDU, Unassigned { at: 3 }),
            ("خان\u{FDD0}", Language::URDU, Unassigned { at: 3 }),
            ("خان\u{FFFD}", Language::URDU, Unassigned { at: 3 }),
            ("نمونہ", Language::ENGLISH, Script { at: 0 }),
            ("Namuna", Language::URDU, Script { at: 0 }),
            ("Namuna خان", Language::ENGLISH, Script { at: 7 }),
            ("خان Namuna", khowar, Script { at: 4 }),
            ("Namuna خان", khowar, Script { at: 7 }),
            ("Nаmuna", Language::ENGLISH, Script { at: 1 }), // Cyrillic a
            ("Αlpha", Language::ENGLISH, Script { at: 0 }),  // Greek alpha
            ("Намуна", khowar, Script { at: 0 }),
            ("नमूना", Language::parse("hin").unwrap(), Script { at: 0 }),
            ("Namuna ٣", Language::ENGLISH, Script { at: 7 }),
            ("=Namuna", Language::ENGLISH, Script { at: 0 }),
            ("Namuna S/O Farzi", Language::ENGLISH, Script { at: 8 }),
            ("Khan, Namuna", Language::ENGLISH, Script { at: 4 }),
            ("خان 😀", Language::URDU, Script { at: 4 }),
            ("Na\u{034F}muna", Language::ENGLISH, Script { at: 2 }),
            ("Ù†Ø§Ù…", Language::URDU, Mojibake { at: 0 }),
            ("Namuna ????", Language::ENGLISH, Mojibake { at: 7 }),
            ("GarcÃ\u{AD}a", Language::ENGLISH, Mojibake { at: 4 }),
            ("e\u{301}e\u{301}e\u{301}", Language::ENGLISH, Mojibake { at: 0 }),
        ] {
            assert_eq!(Name::new(raw, language), Err(error), "{raw:?}");
        }
    }

    #[test]
    fn places_are_those_of_the_text_that_was_typed() {
        let raw = "\u{200F}عبدا\u{FDF2}  ا\u{0653}\u{0640}\u{202A}";
        assert_eq!(Name::new(raw, Language::URDU), Err(TextError::Bidi { at: 11 }));
    }

    #[test]
    fn length_is_counted_after_normalising() {
        let sixty = "ن".repeat(60);
        assert!(Name::new(&format!("{sixty} \u{0640}\u{200C}"), Language::URDU).is_ok());
        let error = TextError::TooLong { found: 61, limit: 60 };
        assert_eq!(Name::new(&format!("{sixty}ن"), Language::URDU), Err(error));
        assert_eq!(Name::as_signed(&format!("{sixty}ن"), Language::URDU), Err(error));
    }

    #[test]
    fn a_signed_text_is_kept_and_its_oddity_told() {
        let refused = |cause| Some(Oddity::Refused(cause));
        for (text, oddity) in [
            ("کریم نمونہ", None),
            ("کریم 2", None),
            ("كريم", Some(Oddity::Rewritten)),
            ("\u{200F}کریم", Some(Oddity::Rewritten)),
            ("کریم ", Some(Oddity::Rewritten)),
            ("ا\u{0653}", Some(Oddity::Rewritten)),
            (" ", refused(TextError::Empty)),
            ("کریم\u{202E}", refused(TextError::Bidi { at: 4 })),
            ("کریم\n", refused(TextError::Control { at: 4 })),
            ("Karim کریم", refused(TextError::Script { at: 0 })),
        ] {
            let (name, found) = Name::as_signed(text, Language::URDU).unwrap();
            assert_eq!((name.as_signed_str(), found), (text, oddity));
        }
        assert_eq!(Name::as_signed("", Language::URDU), Err(TextError::Empty));
    }

    #[test]
    fn a_forged_line_stays_inside_its_isolate() {
        let (name, _) = Name::as_signed("Namuna\u{2069}\nTrusted\u{202E}", Language::ENGLISH).unwrap();
        assert_eq!(name.display().to_string(), "\u{2068}Namuna\u{FFFD}\u{FFFD}Trusted\u{FFFD}\u{2069}");
    }

    #[test]
    fn spellings_of_one_name_meet_in_the_key() {
        let key = |text, language| Name::as_signed(text, language).unwrap().0.matching_key();
        for (language, a, b) in [
            (Language::URDU, "كريم نمونه", "کریم نمونہ"),
            (Language::URDU, "مُحَمَّد ؐ", "محمد"),
            (Language::URDU, "رحمٰن\u{202C}", "رحمن"),
            (Language::URDU, "بی\u{200C}بی ۲", "بیبی 2"),
            (Language::ENGLISH, "NAMUNA-UL-HASAN", "Namunaulhasan"),
            (Language::ENGLISH, "José", "JOSE\u{301}"),
        ] {
            assert_eq!(key(a, language), key(b, language), "{a:?}");
        }
        assert_ne!(key("\u{064A}", Language::PASHTO), key("\u{06CC}", Language::PASHTO));
    }

    /// Few letters and marks, but all that the steps look at, so that they meet in every order.
    fn tricky() -> impl Strategy<Value = String> {
        prop_oneof![
            8 => "[\u{0627}\u{0643}\u{064A}\u{06CC}\u{0647}\u{0648}\u{06D2}\u{0626}\u{0654}\u{0653}\u{0655}\u{064E}\u{0651}\u{0640}\u{200C}\u{200D}\u{200F}\u{FDF2}\u{FEFB}\u{FE77}\u{FEE9} \u{00A0}۲]{1,6}",
            1 => "[aeEØÙ\u{212A}\u{300}\u{301}\u{327}’ 2\u{00AD}\u{200C}-]{1,6}",
        ]
    }

    fn languages() -> impl Strategy<Value = Language> {
        prop_oneof![
            4 => Just(Language::URDU),
            1 => Just(Language::PASHTO),
            1 => Just(Language::ENGLISH),
            1 => Just(Language::parse("skr").unwrap()),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2048))]

        #[test]
        fn normalising_twice_changes_nothing_more(
            raw in prop_oneof![
                6 => tricky(),
                1 => any::<String>(),
                1 => "[\u{600}-\u{6FF}]{1,8}",
                1 => "[A-Za-z\u{C0}-\u{17F}\u{300}-\u{36F}]{1,8}",
            ],
            language in languages(),
        ) {
            if let Ok(once) = Name::normalise(&raw, language) {
                let text = once.name.as_signed_str();
                let twice = Name::normalise(text, language).unwrap();
                prop_assert_eq!(twice.name.as_signed_str(), text);
                prop_assert!(twice.notes.iter().all(|note| note.is_warning()));
                prop_assert!(is_nfc(text));
                prop_assert_eq!(Name::as_signed(text, language), Ok((once.name, None)));
            }
        }

        #[test]
        fn a_key_does_not_depend_on_normalising(raw in tricky(), language in languages()) {
            if let (Ok(name), Ok((signed, _))) = (Name::new(&raw, language), Name::as_signed(&raw, language)) {
                prop_assert_eq!(name.matching_key(), signed.matching_key());
            }
        }

        #[test]
        fn clean_pashto_is_untouched(
            text in "[آابپتټثجځچڅحخدډذرړزږژسږښشصضطظعغفقکګلمنڼوهيېیۍئ]{1,9}\u{64E}?( [ابپتټدډرړښکګلمنڼوهيېیۍئ]{1,9}){0,2}"
        ) {
            let name = Name { text: text.clone(), language: Language::PASHTO };
            prop_assert_eq!(Name::normalise(&text, Language::PASHTO), Ok(Normalised { name, notes: vec![] }));
        }
    }
}
