//! Search that understands German.
