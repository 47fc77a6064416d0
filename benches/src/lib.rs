//! What is measured, for the programs that measure it: times and instructions in one, allocations
//! in another, because an allocator that counts would slow the sides that allocate.

pub mod chapters;
pub mod contest;
mod growth;
pub mod instructions;
pub mod memory;
mod peers;
pub mod programs;
pub mod rounds;
mod texts;
pub mod threads;
