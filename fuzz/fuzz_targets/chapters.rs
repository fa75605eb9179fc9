#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| fuzz::chapters(text));
