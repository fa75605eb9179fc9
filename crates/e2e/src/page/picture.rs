//! What is painted, by the pixels: a registry of highlights says nothing of what an engine paints.

use std::collections::HashMap;

use super::Page;

/// A picture of the viewport.
pub struct Picture {
    rgb: Vec<[u8; 3]>,
    width: usize,
    /// Pixels for each CSS pixel.
    scale: f64,
}

impl Page<'_> {
    /// A picture of the viewport as it is painted now.
    #[track_caller]
    #[must_use]
    pub fn picture(self) -> Picture {
        let png = self.block(self.client.screenshot());
        let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().expect("the browser makes PNG");
        let mut bytes = vec![0; reader.output_buffer_size().expect("a screen fits into memory")];
        let frame = reader.next_frame(&mut bytes).expect("the picture is whole");
        let rgb = bytes[..frame.buffer_size()]
            .chunks_exact(frame.color_type.samples())
            .map(|pixel| [pixel[0], pixel[pixel.len().min(2) - 1], pixel[pixel.len().min(3) - 1]])
            .collect();
        let width = frame.width as usize;
        Picture { rgb, width, scale: width as f64 / self.eval::<f64>("innerWidth") }
    }
}

impl Picture {
    /// The colour that most pixels have of a rectangle (left, top, width, height in CSS pixels): the background,
    /// where there is text.
    #[must_use]
    pub fn background(&self, [left, top, width, height]: [f64; 4]) -> [u8; 3] {
        let pixels = |length: f64| (length * self.scale).round().max(0.0) as usize;
        let mut counts = HashMap::new();
        for row in self.rgb.chunks_exact(self.width).skip(pixels(top)).take(pixels(height)) {
            for pixel in row.iter().skip(pixels(left)).take(pixels(width)) {
                *counts.entry(*pixel).or_insert(0_u32) += 1;
            }
        }
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        most.expect("the rectangle is in the picture").0
    }
}
