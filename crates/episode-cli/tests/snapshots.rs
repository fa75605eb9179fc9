//! What the command prints, word by word: `cmd/NAME.trycmd` has calls and their output, and `cmd/NAME.in` the files that
//! they are given. `TRYCMD=overwrite cargo test -p episode-cli --test snapshots` accepts what changed.

#[test]
fn the_output_is_as_it_is_written_down() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}
