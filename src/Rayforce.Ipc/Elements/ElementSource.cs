using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Rayforce;

/// <summary>How a .NET type becomes elements.</summary>
internal abstract class ElementSource
{
    /// <summary>The .NET type.</summary>
    public abstract Type Type { get; }

    /// <summary>Makes an atom of a value of the type.</summary>
    /// <exception cref="OverflowException">The element type does not hold the value.</exception>
    public abstract TResult MakeAtom<TResult>(object value, IElementMaker<TResult> maker);

    /// <summary>Makes a vector of a sequence, if it is one of the type or of its nullable.</summary>
    /// <exception cref="OverflowException">The element type does not hold a value; the message names the
    /// row.</exception>
    /// <exception cref="NotSupportedException">A value is null, and the element type has no null.</exception>
    public abstract bool TryMakeVector<TResult>(
        IEnumerable sequence, IElementMaker<TResult> maker, [MaybeNullWhen(false)] out TResult vector);
}
