//! The measured work. One program measures times and instructions. Another one measures
//! allocations, because a counting allocator would slow down the sides that allocate.

pub mod chapters;
pub mod comparison;
mod fixtures;
mod growth;
pub mod instructions;
pub mod memory;
mod peers;
pub mod programs;
pub mod rounds;
pub mod threads;
