//! Floor 5: the desk. Open documents and the library behind one facade; every feature as plain data.
