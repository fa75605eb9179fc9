//! The words by which pages name their parts, in several languages.
//!
//! This table is the one place where the importer knows words. A page is read with the words of all languages at once:
//! its front matter seldom says which language its headings are in. A site adds its own with
//! [`Site::words`](crate::Site::words).

use std::collections::{BTreeMap, HashMap, HashSet};

/// Declares what words can mean, with the name that a project file has for it.
macro_rules! concepts {
    ($($(#[$doc:meta])* $concept:ident $name:literal,)*) => {
        /// What a word or phrase means on a page.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(crate) enum Concept { $($(#[$doc])* $concept,)* }

        impl Concept {
            const ALL: &[(Self, &str)] = &[$((Self::$concept, $name),)*];
        }
    };
}

concepts! {
    /// A heading of the transcript.
    Transcript "transcript",
    /// A heading of the chapters.
    Chapters "chapters",
    /// A heading of key figures.
    Statistics "statistics",
    /// A heading of what the episode is about.
    Synopsis "synopsis",
    /// A heading of other episodes.
    Related "related",
    /// A heading of links.
    Resources "resources",
    /// What stands beside [`Self::Resources`] in a heading.
    ResourcesBeside "resources-beside",
    /// "Episode", in headings.
    Episode "episode",
    /// What stands beside other concepts in a heading and says nothing by itself.
    Filler "filler",
    /// A label of who speaks.
    Speakers "speakers",
    /// A label of how long it is.
    Duration "duration",
    /// A label of whom it is for.
    Audience "audience",
    /// A label of the series that it is a part of.
    Series "series",
    /// "Part", before its number in a series.
    Part "part",
    /// "Of", between the number of a part and that of all.
    Of "of",
    /// A label of its date.
    Published "published",
    /// "And", between names.
    And "and",
    /// A link to the recording itself.
    Recording "recording",
    /// A pause in the recording: what it is called in a transcript.
    Pause "pause",
    /// A label that is no speaker's.
    NotSpeaker "not-speaker",
    /// The head of a table's column that has times, or what is said then.
    TimeHead "time-head",
    /// A name of the notes: of a tab or a template.
    Notes "notes",
    /// What stands before the name of a part of the page, in a comment: "TAB: Transcript".
    Tab "tab",
    /// Units of lengths.
    Hour "hour",
    /// See [`Self::Hour`].
    Minute "minute",
    /// See [`Self::Hour`].
    Second "second",
    /// Before a length that is not exact.
    About "about",
}

/// The words of a language for a concept, parted by `|`.
type Table = &'static [(Concept, &'static str)];

#[rustfmt::skip]
const ENGLISH: Table = &[
    (Concept::Transcript, "transcript|transcription|dialogue"),
    (Concept::Chapters, "timestamps|time stamps|chapters|chapter markers|timecodes"),
    (Concept::Statistics, "statistics|stats"),
    (Concept::Synopsis, "synopsis|summary|description|overview|about this episode"),
    (Concept::Related, "related"),
    (Concept::Resources, "resources|sources|references|links|reading"),
    (Concept::ResourcesBeside, "further|related|mentioned|additional|useful|more|and|episode|show|key"),
    (Concept::Episode, "episode|episodes|ep|lesson"),
    (Concept::Filler, "the|this|full|key|about|chapter|markers|related|our|a"),
    (Concept::Speakers, "speakers|speaker|hosts|host|presenter|presenters|guests|guest|panelists|participants|featuring"),
    (Concept::Duration, "duration|length|runtime"),
    (Concept::Audience, "target audience|audience"),
    (Concept::Series, "series"),
    (Concept::Part, "part|episode|lesson|chapter"),
    (Concept::Of, "of"),
    (Concept::Published, "published|date|release date|air date"),
    (Concept::And, "and|with"),
    (Concept::Recording, "recording|watch|listen|video|audio|download|mp3|play"),
    (Concept::Pause, "break|ad|ads|advertisement|sponsor|music|pause"),
    (Concept::NotSpeaker, "note|notes|important|warning|tip|example|update|edit|disclaimer|correction|caution|editor's note"),
    (Concept::TimeHead, "time|timestamp|timecode|start|at|chapter|title|topic|section|segment|subject|what|description|link"),
    (Concept::Notes, "show notes|shownotes|episode notes|notes|links|sections"),
    (Concept::Tab, "tab|section|panel"),
    (Concept::Hour, "hour|hours|h|hr|hrs"),
    (Concept::Minute, "minute|minutes|min|mins|m"),
    (Concept::Second, "second|seconds|sec|secs|s"),
    (Concept::About, "about|approximately|approx|around|roughly"),
];

#[rustfmt::skip]
const GERMAN: Table = &[
    (Concept::Transcript, "transkript|transkription|mitschrift|abschrift|wortlaut"),
    (Concept::Chapters, "kapitel|kapitelmarken|zeitmarken|zeitstempel|sprungmarken"),
    (Concept::Statistics, "statistik|statistiken|kennzahlen"),
    (Concept::Synopsis, "zusammenfassung|beschreibung|überblick|inhalt|über diese folge|über diese episode"),
    (Concept::Related, "verwandte|ähnliche"),
    (Concept::Resources, "quellen|ressourcen|verweise|literatur|weblinks"),
    (Concept::ResourcesBeside, "weitere|weiterführende|erwähnte|nützliche|und|zur|zum|folge|thema"),
    (Concept::Episode, "folge|folgen|episode|episoden|ausgabe"),
    (Concept::Filler, "die|das|der|dieser|diese|vollständiges|vollständige|ganze|unsere"),
    (Concept::Speakers, "sprecher|sprecherinnen|sprecher:innen|sprechende|moderation|moderator|moderatorin|gast|gäste|mitwirkende|zu gast"),
    (Concept::Duration, "dauer|länge|laufzeit|spieldauer"),
    (Concept::Audience, "zielgruppe|publikum"),
    (Concept::Series, "reihe|serie"),
    (Concept::Part, "teil|folge"),
    (Concept::Of, "von"),
    (Concept::Published, "veröffentlicht|datum|erschienen|erscheinungsdatum"),
    (Concept::And, "und|mit"),
    (Concept::Recording, "aufnahme|aufzeichnung|mitschnitt|anhören|ansehen|herunterladen"),
    (Concept::Pause, "pause|werbung|musik|anzeige"),
    (Concept::NotSpeaker, "hinweis|anmerkung|wichtig|achtung|warnung|tipp|beispiel|korrektur|nachtrag"),
    (Concept::TimeHead, "zeit|zeitpunkt|beginn|ab|kapitel|titel|thema|abschnitt|inhalt|was"),
    (Concept::Notes, "notizen|sendungsnotizen|anmerkungen"),
    (Concept::Tab, "reiter|abschnitt|tab"),
    (Concept::Hour, "stunde|stunden|std"),
    (Concept::Minute, "minute|minuten|min"),
    (Concept::Second, "sekunde|sekunden|sek"),
    (Concept::About, "etwa|ungefähr|ca|circa|rund"),
];

#[rustfmt::skip]
const FRENCH: Table = &[
    (Concept::Transcript, "transcription|retranscription|verbatim"),
    (Concept::Chapters, "chapitres|chapitrage|minutage|horodatage|repères"),
    (Concept::Statistics, "statistiques|chiffres clés"),
    (Concept::Synopsis, "résumé|synopsis|description|présentation|à propos de cet épisode"),
    (Concept::Related, "liés|connexes|similaires"),
    (Concept::Resources, "ressources|liens|sources|références|lectures"),
    (Concept::ResourcesBeside, "et|de|l'épisode|l|épisode|utiles|mentionnés|citées|cités|complémentaires|les"),
    (Concept::Episode, "épisode|épisodes|numéro"),
    (Concept::Filler, "le|la|les|cet|cette|de|l|intégrale|complète|notre"),
    (Concept::Speakers, "intervenants|intervenantes|animateur|animatrice|animateurs|présentateur|présentatrice|invité|invitée|invités|invitées|participants|avec"),
    (Concept::Duration, "durée"),
    (Concept::Audience, "public|public cible"),
    (Concept::Series, "série"),
    (Concept::Part, "partie|épisode"),
    (Concept::Of, "sur|de"),
    (Concept::Published, "publié le|publié|date|date de publication"),
    (Concept::And, "et|avec"),
    (Concept::Recording, "enregistrement|regarder|écouter|vidéo|télécharger"),
    (Concept::Pause, "pause|publicité|musique"),
    (Concept::NotSpeaker, "remarque|important|attention|avertissement|astuce|exemple|correction|note"),
    (Concept::TimeHead, "temps|heure|début|chapitre|titre|sujet"),
    (Concept::Notes, "notes de l'épisode|notes"),
    (Concept::Tab, "onglet|section|tab"),
    (Concept::Hour, "heure|heures"),
    (Concept::Minute, "minute|minutes|mn"),
    (Concept::Second, "seconde|secondes"),
    (Concept::About, "environ"),
];

#[rustfmt::skip]
const SPANISH: Table = &[
    (Concept::Transcript, "transcripción|transcripcion|diálogo"),
    (Concept::Chapters, "capítulos|capitulos|marcas de tiempo|minutaje"),
    (Concept::Statistics, "estadísticas|cifras clave"),
    (Concept::Synopsis, "resumen|sinopsis|descripción|sobre este episodio"),
    (Concept::Related, "relacionados|relacionadas"),
    (Concept::Resources, "recursos|enlaces|fuentes|referencias|lecturas"),
    (Concept::ResourcesBeside, "y|de|del|episodio|mencionados|útiles|adicionales|los"),
    (Concept::Episode, "episodio|episodios"),
    (Concept::Filler, "el|la|los|este|completa|completo|de|del|nuestro"),
    (Concept::Speakers, "ponentes|presentador|presentadora|presentadores|anfitrión|anfitriona|anfitriones|invitado|invitada|invitados|invitadas|participantes"),
    (Concept::Duration, "duración"),
    (Concept::Audience, "público|audiencia|público objetivo"),
    (Concept::Series, "serie"),
    (Concept::Part, "parte|episodio"),
    (Concept::Of, "de"),
    (Concept::Published, "publicado|publicado el|fecha|fecha de publicación"),
    (Concept::And, "y|con|e"),
    (Concept::Recording, "grabación|escuchar|ver|vídeo|descargar"),
    (Concept::Pause, "pausa|anuncio|publicidad|música"),
    (Concept::NotSpeaker, "nota|importante|atención|advertencia|consejo|ejemplo|corrección"),
    (Concept::TimeHead, "tiempo|hora|inicio|capítulo|título|tema"),
    (Concept::Notes, "notas del episodio|notas"),
    (Concept::Tab, "pestaña|sección|tab"),
    (Concept::Hour, "hora|horas"),
    (Concept::Minute, "minuto|minutos"),
    (Concept::Second, "segundo|segundos|seg"),
    (Concept::About, "unos|unas|aproximadamente"),
];

/// Months, by three letters or more of their names: the languages' names part there.
#[rustfmt::skip]
pub(crate) const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "janvier", "janv", "enero", "ene"],
    &["february", "feb", "februar", "février", "févr", "fév", "febrero"],
    &["march", "mar", "märz", "mär", "mars", "marzo"],
    &["april", "apr", "avril", "avr", "abril", "abr"],
    &["may", "mai", "mayo"],
    &["june", "jun", "juni", "juin", "junio"],
    &["july", "jul", "juli", "juillet", "juil", "julio"],
    &["august", "aug", "août", "agosto", "ago"],
    &["september", "sep", "sept", "septembre", "septiembre"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre"],
    &["november", "nov", "novembre", "noviembre"],
    &["december", "dec", "dezember", "dez", "décembre", "déc", "diciembre", "dic"],
];

/// The words of all languages, and those that a site adds.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    /// Phrases in lower case, with one space between words.
    phrases: HashMap<Concept, HashSet<String>>,
}

impl Words {
    /// With a site's own words, by the names of concepts; names that are none are left out.
    pub(crate) fn new(own: &BTreeMap<String, Vec<String>>) -> Self {
        let mut phrases: HashMap<Concept, HashSet<String>> = HashMap::new();
        let tables = [ENGLISH, GERMAN, FRENCH, SPANISH].into_iter().flatten();
        for (concept, words) in tables {
            phrases.entry(*concept).or_default().extend(words.split('|').map(str::to_owned));
        }
        for (name, words) in own {
            if let Some((concept, _)) = Concept::ALL.iter().find(|(_, known)| known == name) {
                phrases.entry(*concept).or_default().extend(words.iter().map(|word| tidy(word)));
            }
        }
        Self { phrases }
    }

    /// Whether a text is a word or phrase of a concept, whatever its case.
    pub(crate) fn is(&self, concept: Concept, text: &str) -> bool {
        self.phrases[&concept].contains(&tidy(text))
    }

    /// Whether a text is a word or phrase of one of several concepts.
    pub(crate) fn is_any(&self, concepts: &[Concept], text: &str) -> bool {
        let text = tidy(text);
        concepts.iter().any(|concept| self.phrases[concept].contains(&text))
    }

    /// Whether words, as of [`words`], have one of a concept among them.
    pub(crate) fn has(&self, concept: Concept, words: &[String]) -> bool {
        (0..words.len()).any(|i| self.starts(concept, &words[i..]) > 0)
    }

    /// How many of the words are the longest phrase of a concept that they start with.
    pub(crate) fn starts(&self, concept: Concept, words: &[String]) -> usize {
        const LONGEST: usize = 5;
        let phrases = &self.phrases[&concept];
        let mut phrase = String::new();
        let mut longest = 0;
        for (i, word) in words.iter().take(LONGEST).enumerate() {
            if i > 0 {
                phrase.push(' ');
            }
            phrase.push_str(word);
            if phrases.contains(&phrase) {
                longest = i + 1;
            }
        }
        longest
    }

    /// Whether nothing is left of words without the phrases of some concepts.
    pub(crate) fn are_all(&self, concepts: &[Concept], mut words: &[String]) -> bool {
        while !words.is_empty() {
            let most = concepts.iter().map(|concept| self.starts(*concept, words)).max().unwrap_or(0);
            if most == 0 {
                return false;
            }
            words = &words[most..];
        }
        true
    }
}

/// The names of concepts, as a project file has them.
pub(crate) fn concept_names() -> impl Iterator<Item = &'static str> {
    Concept::ALL.iter().map(|(_, name)| *name)
}

/// The words of a heading, in lower case, without what stands around them.
pub(crate) fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace('’', "'");
    let is_edge = |c: char| !c.is_alphanumeric() && c != '\'' && c != ':';
    lower
        .split(is_edge)
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .map(|word| word.strip_suffix("'s").unwrap_or(word))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn tidy(text: &str) -> String {
    let lower = text.to_lowercase().replace('’', "'");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_has_the_words_of_every_language() {
        let own = BTreeMap::from([("transcript".to_owned(), vec!["Ebb  Log".to_owned()])]);
        let words_ = Words::new(&own);
        for heading in
            ["Full Transcript", "Transkript:", "Retranscription", "📜 Transcripción", "Our ebb log"]
        {
            assert!(words_.has(Concept::Transcript, &words(heading)), "{heading}");
        }
        assert!(!words_.has(Concept::Transcript, &words("Ebb and log")));
        assert!(words_.has(Concept::Chapters, &words("Marcas de tiempo")));
    }

    #[test]
    fn every_concept_has_words_in_every_language() {
        for table in [ENGLISH, GERMAN, FRENCH, SPANISH] {
            for (concept, name) in Concept::ALL {
                assert!(table.iter().any(|(c, words)| c == concept && !words.is_empty()), "{name}");
            }
        }
    }

    #[test]
    fn nothing_is_left_of_a_heading_of_known_words() {
        let words_ = Words::new(&BTreeMap::new());
        let concepts = [Concept::Notes, Concept::Episode];
        assert!(words_.are_all(&concepts, &words("Episode: Show Notes")));
        assert!(!words_.are_all(&concepts, &words("Show Notes on Tides")));
    }
}
