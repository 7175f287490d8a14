using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>A text with another piece in the place of each occurrence of one.</summary>
internal sealed class ReplaceTransform(Budget budget, ReadOnlyMemory<byte> from, ReadOnlyMemory<byte> to)
    : TextTransform("replace")
{
    public override void Change(ReadOnlySpan<byte> utf8, TextBlockBuilder target)
    {
        var sought = from.Span;
        var other = to.Span;
        var count = sought.IsEmpty ? 0 : utf8.Count(sought);
        if (count == 0)
        {
            target.Add(utf8);
            return;
        }

        budget.Step(count >> 14);
        var size = checked(utf8.Length + (long)count * (other.Length - sought.Length));
        if (size > Array.MaxLength)
            throw Fault.Limit("a text of more than 2 GB");
        var room = target.Reserve((int)size);
        while (utf8.IndexOf(sought) is >= 0 and var place)
        {
            utf8[..place].CopyTo(room);
            other.CopyTo(room[place..]);
            room = room[(place + other.Length)..];
            utf8 = utf8[(place + sought.Length)..];
        }

        utf8.CopyTo(room);
        target.Commit((int)size);
    }
}
