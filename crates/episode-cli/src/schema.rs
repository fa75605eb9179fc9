//! `episode schema`: the format as a JSON Schema, for editors and other tools.

use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::output::{self, Failure};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The file to write; without it, the standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Writes the schema.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    output::write(arguments.output.as_deref(), &text())?;
    Ok(ExitCode::SUCCESS)
}

fn text() -> String {
    let schema = episode::wire::schema();
    serde_json::to_string_pretty(&schema).expect("a schema has no keys but strings") + "\n"
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_copy_among_the_documents_is_current() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/episode-v1.schema.json");
        let copy = std::fs::read_to_string(path).expect("docs/episode-v1.schema.json");
        assert!(
            copy == super::text(),
            "make it anew: cargo run -p episode-cli -- schema -o docs/episode-v1.schema.json"
        );
    }
}
