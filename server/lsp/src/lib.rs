//! Floor 6: the protocol. The only crate that names tower-lsp or a type of the protocol.
