//! "The talk itself" in the panel of statistics: share of talk, pace, chapter lengths, longest turns and questions, each
//! as a figure and as a table. `talk` computes the numbers; here they become elements. `src/talk.js` loads this, puts the
//! section into the panel, and seeks where something with `data-seek` is pressed.

mod chapters;
mod export;
mod pace;
mod section;
mod share;
mod table;
mod text;
mod turns;
