//! File systems that do not tell of changes that others make: network drives, and folders that a container or a
//! virtual machine has from its host. The system lets them be watched, and no event ever comes.

use std::path::Path;

/// What Linux calls them; further ones begin with `fuse`.
const SILENT: [&str; 18] = [
    "9p",
    "acfs",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "drvfs",
    "fakeowner",
    "glusterfs",
    "grpcfuse",
    "lustre",
    "nfs",
    "nfs4",
    "osxfs",
    "prl_fs",
    "smb3",
    "vboxsf",
    "virtiofs",
];

/// The kind of file system at `path`, if it is one of these. Known on Linux alone.
pub(crate) fn silent(path: &Path) -> Option<String> {
    let mounts = std::fs::read_to_string("/proc/self/mounts").ok()?;
    let real = path.canonicalize().ok()?;
    kind_at(&real, &mounts).filter(|kind| is_silent(kind))
}

fn is_silent(kind: &str) -> bool {
    // A disk that is mounted by a program of this machine is watched as any other.
    let disk = matches!(kind, "fuseblk" | "fuse.ntfs-3g" | "fuse.exfat");
    SILENT.contains(&kind) || (kind.starts_with("fuse") && !disk)
}

/// The kind of the innermost mount above a path, of lines `device place kind options 0 0`.
fn kind_at(path: &Path, mounts: &str) -> Option<String> {
    let mount = |line: &str| {
        let mut fields = line.split(' ').skip(1);
        let place = fields.next()?.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
        path.starts_with(&place).then_some((place.len(), fields.next()?.to_owned()))
    };
    // Of two mounts at one place the later one is seen.
    mounts.lines().filter_map(mount).max_by_key(|(len, _)| *len).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "overlay / overlay rw 0 0\n\
        nas:/desk /home/ida/desk nfs4 rw 0 0\n\
        /dev/sdb1 /home/ida/desk/local\\040copy ext4 rw 0 0\n\
        C:\\134 /mnt/c 9p rw 0 0\n\
        remote: /media/ida fuse.sshfs rw 0 0\n\
        /dev/sdc1 /media/stick fuseblk rw 0 0\n";

    #[test]
    fn knows_where_no_events_come() {
        for (path, kind, is) in [
            ("/home/ida/notes", "overlay", false),
            ("/home/ida/desk/sources", "nfs4", true),
            ("/home/ida/desk/local copy/sources", "ext4", false),
            ("/mnt/c/desk", "9p", true),
            ("/media/ida/desk", "fuse.sshfs", true),
            ("/media/stick/desk", "fuseblk", false),
        ] {
            let found = kind_at(Path::new(path), MOUNTS).expect("a mount");
            assert_eq!((found.as_str(), is_silent(&found)), (kind, is), "{path}");
        }
    }
}
