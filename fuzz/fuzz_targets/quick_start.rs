#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| fuzz::quick_start(text));
