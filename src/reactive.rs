//! Leptos' reactive system, as far as the player uses it.
//!
//! Owners, effects and triggers are Leptos' own. Signals have Leptos' names and semantics, but keep their values in
//! type-erased storage beside a [`Trigger`]: `reactive_graph::signal::RwSignal` compiles some thirty functions for
//! each type of value. The crate `leptos` itself is needed by the component only: it brings exports for server
//! functions, which no linker can leave out of the custom element.

use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

pub(crate) use reactive_graph::effect::RenderEffect;
pub(crate) use reactive_graph::graph::untrack;
pub(crate) use reactive_graph::owner::Owner;
use reactive_graph::owner::{LocalStorage, StoredValue as LeptosStoredValue};
pub(crate) use reactive_graph::prelude::*;
use reactive_graph::signal::Trigger;

/// A value whose type is forgotten: all that is left of it is how it is dropped. `Any` would remember the type, and compare
/// it at each use: 2 KB of what is downloaded, of which a fourth is random numbers.
pub(crate) trait Erased {}

impl<T> Erased for T {}

/// Leptos' `StoredValue`: a `Copy` handle to a value that the current reactive owner owns. It notifies nobody.
pub(crate) struct StoredValue<T> {
    value: LeptosStoredValue<Rc<dyn Erased>, LocalStorage>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for StoredValue<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for StoredValue<T> {}

impl<T> PartialEq for StoredValue<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T> Eq for StoredValue<T> {}

impl<T: 'static> StoredValue<T> {
    pub(crate) fn new_local(value: T) -> Self {
        let value: Rc<dyn Erased> = Rc::new(RefCell::new(value));
        Self { value: LeptosStoredValue::new_local(value), of: PhantomData }
    }

    /// Returns whether its owner is disposed. Late callbacks must check this.
    pub(crate) fn is_disposed(self) -> bool {
        self.value.is_disposed()
    }

    // Not inlined, as `get_value` and `set`: 290 bytes of what is downloaded.
    #[inline(never)]
    fn cell(self) -> Rc<RefCell<T>> {
        let value = self.value.get_value();
        // SAFETY: `new_local` is the only way to a `StoredValue<T>`, and made this value an `Rc<RefCell<T>>`; a key of the
        // storage is never used for another value.
        unsafe { Rc::from_raw(Rc::into_raw(value).cast()) }
    }

    pub(crate) fn with_value<U>(self, look: impl FnOnce(&T) -> U) -> U {
        look(&self.cell().borrow())
    }

    #[inline(never)]
    pub(crate) fn get_value(self) -> T
    where
        T: Clone,
    {
        self.cell().borrow().clone()
    }

    /// Returns `None` once the owner is disposed.
    pub(crate) fn try_get_value(self) -> Option<T>
    where
        T: Clone,
    {
        (!self.is_disposed()).then(|| self.get_value())
    }

    pub(crate) fn set_value(self, value: T) {
        // The old value is dropped outside of the cell: its `Drop` may read this value.
        drop(self.cell().replace(value));
    }
}

/// Leptos' `RwSignal`: a value that notifies of its changes.
pub(crate) struct RwSignal<T>(ReadSignal<T>);

/// Leptos' `ReadSignal`: the reading half of an [`RwSignal`].
pub(crate) struct ReadSignal<T> {
    value: StoredValue<T>,
    trigger: Trigger,
}

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

impl<T> Clone for ReadSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for ReadSignal<T> {}

impl<T: 'static> ReadSignal<T> {
    pub(crate) fn track(self) {
        self.trigger.track();
    }

    pub(crate) fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        self.trigger.track();
        self.value.with_value(look)
    }

    pub(crate) fn with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> U {
        self.value.with_value(look)
    }

    pub(crate) fn get(self) -> T
    where
        T: Clone,
    {
        self.trigger.track();
        self.value.get_value()
    }

    pub(crate) fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.value.get_value()
    }

    /// Returns `None` once the owner is disposed.
    pub(crate) fn try_get_untracked(self) -> Option<T>
    where
        T: Clone,
    {
        self.value.try_get_value()
    }
}

impl<T: 'static> RwSignal<T> {
    pub(crate) fn new_local(value: T) -> Self {
        Self(ReadSignal { value: StoredValue::new_local(value), trigger: Trigger::new() })
    }

    pub(crate) fn read_only(self) -> ReadSignal<T> {
        self.0
    }

    #[inline(never)]
    pub(crate) fn set(self, value: T) {
        self.0.value.set_value(value);
        self.0.trigger.notify();
    }

    pub(crate) fn update(self, change: impl FnOnce(&mut T)) {
        change(&mut self.0.value.cell().borrow_mut());
        self.0.trigger.notify();
    }
}

impl<T: 'static> std::ops::Deref for RwSignal<T> {
    type Target = ReadSignal<T>;
    fn deref(&self) -> &ReadSignal<T> {
        &self.0
    }
}

impl<T: PartialEq + 'static> RwSignal<T> {
    /// Sets the value, and notifies only if it differs.
    pub(crate) fn set_if_changed(self, value: T) {
        if self.with_untracked(|before| *before != value) {
            self.set(value);
        }
    }
}

impl RwSignal<usize> {
    pub(crate) fn increment(self) {
        self.update(|count| *count += 1);
    }
}

/// Leptos' `Memo`: a value derived from signals, which notifies only when it differs. This one is computed in an
/// effect, not when it is read.
pub(crate) struct Memo<T>(ReadSignal<T>);

impl<T: PartialEq + Clone + 'static> Memo<T> {
    pub(crate) fn new(value: impl Fn() -> T + 'static) -> Self {
        let memo = RwSignal::new_local(untrack(&value));
        crate::dom::render_effect(move || memo.set_if_changed(value()));
        Self(memo.read_only())
    }

    pub(crate) fn get(&self) -> T {
        self.0.get()
    }
}
