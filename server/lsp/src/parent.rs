//! The process that started us: when it has ended without a word, so do we.

use std::time::Duration;

/// How often it is looked for.
const PAUSE: Duration = Duration::from_secs(2);

/// Returns when the process `id` has ended; never where that cannot be told, for there the end of our input tells.
pub(crate) async fn ended(id: u32) {
    while alive(id) {
        tokio::time::sleep(PAUSE).await;
    }
}

#[cfg(target_os = "linux")]
fn alive(id: u32) -> bool {
    std::path::Path::new("/proc").join(id.to_string()).exists()
        || !std::path::Path::new("/proc/self").exists()
}

/// Where processes cannot be looked up by number, our own parent can: it is another once the first has ended.
#[cfg(all(unix, not(target_os = "linux")))]
fn alive(id: u32) -> bool {
    static FIRST: std::sync::OnceLock<u32> = std::sync::OnceLock::new();
    let now = std::os::unix::process::parent_id();
    *FIRST.get_or_init(|| now) != id || now == id
}

#[cfg(not(unix))]
fn alive(_: u32) -> bool {
    true
}
