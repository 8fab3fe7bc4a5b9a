//! Prints, for each case, how many allocations a request makes on the floor and on the guarded route.

use std::error::Error;

use httpauth_benches::{LENGTHS, cases, requests};

fn main() -> Result<(), Box<dyn Error>> {
    for case in cases() {
        let (floor, guarded) = (allocations(case, true)?, allocations(case, false)?);
        println!("{case} {floor} {guarded}");
    }
    Ok(())
}

fn allocations(case: &str, floor: bool) -> Result<u64, Box<dyn Error>> {
    let count = |requests| -> Result<u64, Box<dyn Error>> {
        let mut outcome = Ok(());
        let info = allocation_counter::measure(|| outcome = self::requests(case, floor, requests));
        outcome.map(|()| info.count_total)
    };
    // The first run of all allocates what is there once for a process or a thread.
    count(1)?;
    let [short, long] = LENGTHS;
    let requests = u64::try_from(long - short)?;
    // The result is rounded, since now and then the first use of a nonce makes room for others.
    Ok((count(long)? - count(short)? + requests / 2) / requests)
}
