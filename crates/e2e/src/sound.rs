//! A sound of nothing, of any length.

/// Samples a second.
const RATE: u32 = 8000;

/// A silent sound of `seconds`: 8,000 samples a second, 8 bits, one channel.
#[must_use]
pub fn silence(seconds: f64) -> Vec<u8> {
    let (mut wav, length) = head(seconds, 1);
    wav.resize(wav.len() + length as usize, 128);
    wav
}

/// What a WAV file of `seconds` begins with, and how many bytes of sound follow: one channel, samples of so many bytes.
pub(crate) fn head(seconds: f64, bytes_a_sample: u8) -> (Vec<u8>, u32) {
    let a_sample = u32::from(bytes_a_sample);
    let length = (seconds * f64::from(RATE)) as u32 * a_sample;
    let mut head = Vec::from(b"RIFF");
    head.extend((36 + length).to_le_bytes());
    head.extend(b"WAVEfmt ");
    head.extend(16_u32.to_le_bytes());
    head.extend([1, 0, 1, 0]); // PCM, one channel
    head.extend(RATE.to_le_bytes());
    head.extend((RATE * a_sample).to_le_bytes());
    head.extend([bytes_a_sample, 0, bytes_a_sample * 8, 0]);
    head.extend(b"data");
    head.extend(length.to_le_bytes());
    (head, length)
}
