//! What is worked out once for a site and used by many of its pages.

use std::any::{Any, TypeId};
use std::fmt;
use std::sync::OnceLock;

/// Values by their type, each kept from when it is first asked for. So what one family remembers is a type of its own
/// there, and no field here. It is read without a lock, by all threads that render.
#[derive(Default)]
pub(super) struct Memory(OnceLock<Box<Kept>>);

struct Kept {
    kind: TypeId,
    value: Box<dyn Any + Send + Sync>,
    rest: Memory,
}

impl Memory {
    /// The value of a type. Two threads that ask first at the same time may both make it, and one of the two is kept: what
    /// is costly is to be lazy in itself.
    pub(super) fn get<T: Send + Sync + 'static>(&self, make: impl FnOnce() -> T) -> &T {
        if let Some(value) = self.find() {
            return value;
        }
        // Made before its place is taken, for it may remember something itself.
        let mut made = Some(Box::new(Kept {
            kind: TypeId::of::<T>(),
            value: Box::new(make()),
            rest: Memory::default(),
        }));
        let mut place = self;
        loop {
            let kept = place.0.get_or_init(|| made.take().unwrap_or_else(Kept::nothing));
            if let Some(value) = kept.value.downcast_ref() {
                return value;
            }
            place = &kept.rest;
        }
    }

    fn find<T: 'static>(&self) -> Option<&T> {
        let mut place = self;
        while let Some(kept) = place.0.get() {
            if kept.kind == TypeId::of::<T>() {
                return kept.value.downcast_ref();
            }
            place = &kept.rest;
        }
        None
    }
}

impl Kept {
    /// Never needed: what was made is put down in the first free place, and found there.
    fn nothing() -> Box<Self> {
        Box::new(Self {
            kind: TypeId::of::<()>(),
            value: Box::new(()),
            rest: Memory::default(),
        })
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.debug_struct("Memory").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::Memory;

    #[test]
    fn each_type_has_a_value_of_its_own_that_is_made_once() {
        let memory = Memory::default();
        assert_eq!(*memory.get(|| 1_u8), 1);
        assert_eq!(*memory.get(|| "two".to_owned()), "two");
        assert_eq!(*memory.get(|| 3_u8), 1);
        // A value that needs another one while it is made.
        assert_eq!(*memory.get(|| u32::from(*memory.get(|| 4_u16))), 4);
        assert_eq!(*memory.get(|| 5_u16), 4);
    }
}
