//! "The talk itself" in the panel of statistics: share of talk, pace, chapter lengths, longest turns, questions and
//! distinctive words, each as a figure and, where there are more numbers, as a table. `talk` computes the numbers; here they
//! become elements. `src/talk.js` loads this, puts the section into the panel, and seeks where something with `data-seek` is
//! pressed.

mod chapters;
mod export;
mod keywords;
mod pace;
mod section;
mod share;
mod table;
mod text;
mod texts;
mod turns;
