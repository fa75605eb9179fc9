//! A sound of nothing, of any length.

/// A silent sound of `seconds`: 8,000 samples a second, 8 bits, one channel.
#[must_use]
pub fn silence(seconds: f64) -> Vec<u8> {
    const RATE: u32 = 8000;
    let samples = (seconds * f64::from(RATE)) as u32;
    let mut wav = Vec::new();
    wav.extend(b"RIFF");
    wav.extend((36 + samples).to_le_bytes());
    wav.extend(b"WAVEfmt ");
    wav.extend(16_u32.to_le_bytes());
    wav.extend([1, 0, 1, 0]); // PCM, one channel
    wav.extend(RATE.to_le_bytes());
    wav.extend(RATE.to_le_bytes());
    wav.extend([1, 0, 8, 0]); // bytes a sample, bits a sample
    wav.extend(b"data");
    wav.extend(samples.to_le_bytes());
    wav.resize(wav.len() + samples as usize, 128);
    wav
}
