using System.Text;
using Rayforce.Text;

namespace Rayforce;

/// <summary>A vector: many values of one type, in one block.</summary>
public abstract class RayVector : RayObject
{
    private const int MaxPrintedWidth = 80;

    private RayAttributes _attributes;
    private volatile bool _looksForNulls;

    /// <param name="attributes">The attribute bits.</param>
    /// <param name="looksForNulls">Whether it has still to be found out if a null is to be marked.</param>
    private protected RayVector(RayAttributes attributes, bool looksForNulls = false) =>
        (_attributes, _looksForNulls) = (attributes, looksForNulls);

    /// <summary>How many elements there are.</summary>
    public abstract int Count { get; }

    /// <summary>The attribute bits that travel with the vector.</summary>
    public RayAttributes Attributes
    {
        get
        {
            // Two threads that ask at once find the same.
            if (_looksForNulls)
            {
                _attributes |= ContainsNull() ? RayAttributes.HasNulls : RayAttributes.None;
                _looksForNulls = false;
            }

            return _attributes;
        }
    }

    /// <summary>Whether the vector is marked as holding a null.</summary>
    public bool HasNulls => (Attributes & RayAttributes.HasNulls) != 0;

    /// <inheritdoc/>
    public sealed override bool IsAtom => false;

    internal sealed override int ElementCount => Count;

    /// <summary>The element at an index, as an atom of its own.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public abstract RayObject GetAtom(int index);

    /// <summary>A part of the vector, in the same memory.</summary>
    /// <param name="start">Its first element, from 0.</param>
    /// <param name="count">How many elements it has.</param>
    /// <exception cref="ArgumentOutOfRangeException">It goes beyond the vector.</exception>
    public RayVector Slice(int start, int count) => start >= 0 && count >= 0 && start <= Count - count
        ? SliceCore(start, count)
        : throw new ArgumentOutOfRangeException(
            nameof(start), start, $"The vector has {Count} elements, not {count} from {start} on.");

    private protected abstract RayVector SliceCore(int start, int count);

    internal sealed override RayObject ElementAt(int index) => GetAtom(index);

    /// <summary>Whether an element is the null of the type.</summary>
    private protected virtual bool ContainsNull() => false;

    /// <summary>
    /// Prints an element as Rayfall does; a sentinel shows as null only where the vector is marked as holding nulls.
    /// </summary>
    internal abstract void AppendElement(Utf8Text text, int index);

    internal sealed override void AppendRayfall(Utf8Text text)
    {
        text.Append("["u8);
        var start = text.Length;
        for (var i = 0; i < Count; i++)
        {
            if (i > 0)
                text.Append(" "u8);
            var end = text.Length;
            AppendElement(text, i);
            if (text.Length - start <= MaxPrintedWidth)
                continue;
            text.CutTo(end);
            text.Append(".."u8);
            break;
        }

        text.Append("]"u8);
    }

    internal sealed override void AppendConstructor(StringBuilder text)
    {
        text.Append("Vector(").AppendElements(this);
        text.Append(')');
    }

    internal sealed override void AppendPlain(StringBuilder text) => text.AppendElements(this);

    private protected sealed override string Describe() => $"a vector of {Type}";

    private protected sealed override string WayToRead => "Read all its values with ToArray.";
}
