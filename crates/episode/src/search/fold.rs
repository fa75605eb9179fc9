//! Folding: what a reader takes for the same is made the same.

/// What the euro's sign is folded to, and the pound's: bytes of ASCII that no text has.
pub(super) const EURO: u8 = 1;
pub(super) const POUND: u8 = 2;

/// Folded text, and where it is not as long as what it was made from.
pub(super) struct Folded {
    pub(super) text: String,
    pub(super) shifts: Vec<Shift>,
}

/// Something that is not as long folded as it was.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shift {
    /// The place in the folded text, in bytes.
    pub(super) at: u32,
    /// By how many UTF-16 code units what it was made from is longer.
    pub(super) by: i8,
    /// A mark that belongs to the letter before it.
    pub(super) is_mark: bool,
}

impl Folded {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), shifts: Vec::new() }
    }

    /// Folds more text, and appends it.
    pub(super) fn push(&mut self, text: &str) {
        for c in text.chars() {
            match folded(c) {
                To::Char(c) => self.text.push(c),
                To::Blank if !self.text.ends_with(' ') => self.text.push(' '),
                To::Letters(letters) => {
                    for (i, letter) in letters.bytes().enumerate() {
                        if i > 0 {
                            self.shift(-1, false);
                        }
                        self.text.push(char::from(letter));
                    }
                }
                nothing => self.shift(c.len_utf16() as i8, matches!(nothing, To::Mark)),
            }
        }
    }

    fn shift(&mut self, by: i8, is_mark: bool) {
        self.shifts.push(Shift { at: self.text.len() as u32, by, is_mark });
    }
}

/// What a character is folded to.
enum To {
    /// One of as many UTF-16 code units.
    Char(char),
    /// Some of ASCII, for one UTF-16 code unit.
    Letters(&'static str),
    /// White space and dashes: one blank for all that follow each other.
    Blank,
    /// Nothing, and it belongs to the letter before it.
    Mark,
    /// Nothing.
    Nothing,
}

/// The letters of U+00E0 to U+00FF without their accents. A dot stands where there is none to take off.
const LATIN_1: &[u8; 32] = b"aaaaaa.ceeeeiiiidnooooo.ouuuuy.y";
/// The same for U+0100 to U+017F, two to each: where the small letter is the second.
const EXTENDED_A: &[u8; 64] = b"aaaccccddeeeeegggghhiiiii.jkklllllnnnnooo.rrrsssstttuuuuuuwyyzzz";
/// The same for U+1E00 to U+1EFF: Vietnamese, most of it.
const ADDITIONAL: &[u8; 128] = b"abbbcdddddeeeeefghhhhhiikkkllllmmmnnnnoooopprrrrsssssttttuuuuuvvwwwwwxxyzzz\
    .....aaaaaaaaaaaaeeeeeeeeiioooooooooooouuuuuuuyyyy...";

/// Folds a character. Case is that of Latin, Greek, Cyrillic and Armenian: the standard library's, of all scripts,
/// would bring 12 KB of tables.
fn folded(c: char) -> To {
    let c = match c {
        // Full-width forms of ASCII.
        '！'..='～' => char::from((c as u32 - 0xFEE0) as u8),
        c => c,
    };
    let code = c as u32;
    let later = |by: u32| char::from_u32(code + by).unwrap_or(c);
    To::Char(match c {
        'A'..='Z' | 'Α'..='Ω' | 'А'..='Я' => later(0x20),
        '-' | '\u{2010}'..='\u{2015}' | '−' => return To::Blank,
        '\'' | '`' | '´' | 'ʼ' | '\u{2018}'..='\u{201B}' | '′' => return To::Nothing,
        '\0'..='\x7F' if !c.is_ascii_whitespace() && c != '\x0B' => c,
        '“'..='‟' | '«' | '»' | '″' => '"',
        '…' => return To::Letters("..."),
        '×' => 'x',
        '€' => char::from(EURO),
        '£' => char::from(POUND),
        'Æ' | 'æ' => return To::Letters("ae"),
        'Œ' | 'œ' => return To::Letters("oe"),
        'Þ' | 'þ' => return To::Letters("th"),
        'Ĳ' | 'ĳ' => return To::Letters("ij"),
        'ß' | 'ẞ' => return To::Letters("ss"),
        'ſ' | 'Ș' | 'ș' => 's',
        'À'..='Þ' => unaccented(LATIN_1[(code - 0xC0) as usize], c),
        'à'..='ÿ' => unaccented(LATIN_1[(code - 0xE0) as usize], c),
        // Here the small letter comes first of the two that a place stands for.
        'Ĺ'..='Ň' | 'Ź'..='Ž' => unaccented(EXTENDED_A[(code.div_ceil(2) - 0x80) as usize], c),
        '\u{100}'..='\u{17F}' => unaccented(EXTENDED_A[(code / 2 - 0x80) as usize], c),
        'Ț' | 'ț' => 't',
        'Ơ' | 'ơ' | 'Ǒ' | 'ǒ' => 'o',
        'Ư' | 'ư' | 'Ǔ'..='ǜ' => 'u',
        'Ǎ' | 'ǎ' => 'a',
        'Ǐ' | 'ǐ' => 'i',
        '\u{1E00}'..='\u{1EFF}' => unaccented(ADDITIONAL[((code - 0x1E00) / 2) as usize], c),
        'Ά' | 'ά' => 'α',
        'Έ' | 'έ' => 'ε',
        'Ή' | 'ή' => 'η',
        'Ί' | 'ί' | 'Ϊ' | 'ϊ' | 'ΐ' => 'ι',
        'Ό' | 'ό' => 'ο',
        'Ύ' | 'ύ' | 'Ϋ' | 'ϋ' | 'ΰ' => 'υ',
        'Ώ' | 'ώ' => 'ω',
        'ς' => 'σ',
        'Ё' | 'ё' => 'е',
        'Ѐ'..='Џ' => later(0x50),
        'Ա'..='Ֆ' => later(0x30),
        'آ' | 'أ' | 'إ' | 'ٱ' => 'ا',
        'ؤ' => 'و',
        'ئ' | 'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        '\u{300}'..='\u{36F}'
        | '\u{591}'..='\u{5BD}'
        | '\u{640}'
        | '\u{64B}'..='\u{65F}'
        | '\u{670}'
        | '\u{FE00}'..='\u{FE0F}'
        // Not seen: soft hyphens, joiners, marks of direction.
        | '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2060}'
        | '\u{FEFF}' => return To::Mark,
        c if c.is_whitespace() => return To::Blank,
        c => c,
    })
}

fn unaccented(base: u8, c: char) -> char {
    if base == b'.' { c } else { char::from(base) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    fn of(text: &str) -> String {
        let mut folded = Folded::with_capacity(0);
        folded.push(text);
        folded.text
    }

    #[test]
    fn what_a_reader_takes_for_the_same_is_folded_alike() {
        for (text, folded) in [
            ("Łódź, Ångström, Ñandú, İstanbul, Dvořák", "lodz, angstrom, nandu, istanbul, dvorak"),
            ("Æsir, œuvre, STRAẞE, Þór", "aesir, oeuvre, strasse, thor"),
            ("Tiếng Việt, Đường", "tieng viet, duong"),
            ("ΈΝΑΣ ένας, Ёлка ЇЖАК", "ενασ ενασ, елка їжак"),
            ("don’t don't donʼt", "dont dont dont"),
            ("“so” «so» \"so\"…", "\"so\" \"so\" \"so\"..."),
            ("well-known —  a\u{a0}\t word–by–word − soft\u{ad}ly", "well known a word by word softly"),
            ("4.4×", "4.4x"),
            ("Iğdır ısı ISI", "igdir isi isi"),
            ("ＧＰＵ－４．４　（東京）", "gpu 4.4 (東京)"),
            ("العَرَبِيَّة إسلام أحمد آمن", "العربيه اسلام احمد امن"),
            ("مســـتشفى مؤمن ٱلرَّحْمٰن", "مستشفي مومن الرحمن"),
            ("字 🦀 ß", "字 🦀 ss"),
        ] {
            assert_eq!(of(text), folded, "{text}");
        }
    }

    /// The tables of letters against Unicode's own.
    #[test]
    fn accents_are_taken_off_whether_they_are_written_with_the_letter_or_after_it() {
        let greek_and_arabic = ('\u{370}'..='\u{3FF}').chain('\u{621}'..='\u{64A}');
        for c in ('\u{C0}'..='\u{17F}').chain('\u{1E00}'..='\u{1EFF}').chain(greek_and_arabic) {
            let apart: Vec<char> = c.nfd().collect();
            // Some transliterations, and marks that stand alone, are left as they are.
            let one_mark = apart.len() > 1 && apart[1..].iter().all(|c| is_combining_mark(*c));
            if one_mark && apart[0].is_alphabetic() && !"ẖẗẘẙẛϓϔ".contains(c) {
                assert_eq!(of(&c.to_string()), of(&c.nfd().to_string()), "{c}");
            }
        }
    }

    #[test]
    fn case_is_that_of_the_standard_library() {
        for c in ('\0'..='\u{17F}').chain('\u{1E00}'..='\u{1EFF}').chain('\u{386}'..='\u{588}') {
            // Letters of medieval Welsh, of old Greek and Cyrillic, and of languages of Siberia and the Caucasus.
            let rare = matches!(c, '\u{1EFA}'..|'\u{3CF}'..='\u{3FF}'| '\u{460}'..='\u{52F}');
            if !rare {
                let lower: String = c.to_lowercase().collect();
                assert_eq!(of(&c.to_string()), of(&lower), "{c}");
            }
        }
    }

    #[test]
    fn full_width_forms_are_those_of_ascii() {
        for c in '！'..='～' {
            let narrow: String = c.nfkc().collect();
            assert_eq!(of(&c.to_string()), of(&narrow), "{c}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_folded_stays_as_it_is(text in "\\PC*") {
            let once = of(&text);
            proptest::prop_assert_eq!(of(&once), once);
        }

        #[test]
        fn lengths_add_up(text in "\\PC*") {
            let mut folded = Folded::with_capacity(0);
            folded.push(&text);
            let units = |text: &str| text.encode_utf16().count() as i64;
            let shifts: i64 = folded.shifts.iter().map(|s| i64::from(s.by)).sum();
            proptest::prop_assert_eq!(units(&folded.text) + shifts, units(&text));
        }
    }
}
