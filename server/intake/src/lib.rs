//! Floor 5, beside the desk: files to articles. Discovery, formats, encodings, watching.
