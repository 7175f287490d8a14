using Rayforce.Ipc;
using Rayforce.Rayfall;

namespace Rayforce.Server.Journals;

/// <summary>The entry of a change: a frame that an evaluator takes again, ours or native's.</summary>
internal static class ChangeEntry
{
    private static readonly RayBuiltin Do = new(RayType.Variadic, "do");
    private static readonly RayBuiltin Set = new(RayType.Binary, "set");
    private static readonly RayBuiltin Delete = new(RayType.Variadic, "del");
    private static readonly RayBuiltin Quote = new(RayType.Variadic, "quote");
    private static readonly RayBuiltin First = new(RayType.Unary, "first");

    /// <summary>
    /// Writes the request where its effect follows from it alone, and otherwise what it has set, as one request, so that
    /// there is never a half of it.
    /// </summary>
    /// <exception cref="ArgumentException">It is larger than a frame that native takes.</exception>
    public static void Write(RayfallChange change, PooledBuffer frame)
    {
        if (!change.IsDeterministic || !TryWrite(change.Request, frame))
        {
            frame.Clear();
            if (!TryWrite(Setting(change.Names, change.Globals), frame))
                throw new ArgumentException("The change nests too deep to be kept.", nameof(change));
        }

        if (frame.WrittenCount - FrameHeader.Size > WireLimits.MaxConnectionPayload)
        {
            throw new ArgumentException(
                $"The change takes {frame.WrittenCount} bytes; the journal keeps {WireLimits.MaxConnectionPayload}.",
                nameof(change));
        }
    }

    private static bool TryWrite(RayObject request, PooledBuffer frame)
    {
        try
        {
            RaySerializer.SerializeFrame(request, frame, messageType: MessageType.Sync);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Writes what names are bound to.</summary>
    /// <exception cref="ArgumentException">It nests too deep.</exception>
    public static void Write(IEnumerable<RaySymbol> names, RayfallGlobals globals, PooledBuffer frame) =>
        RaySerializer.SerializeFrame(Setting(names, globals), frame, messageType: MessageType.Sync);

    private static RayList Setting(IEnumerable<RaySymbol> names, RayfallGlobals globals) =>
        new([Do, .. names.Select(name => globals.Find(name) is { } value
            ? (RayObject)new RayList(Set, Quoted(name), Code(value))
            : new RayList(Delete, Quoted(name)))]);

    /// <summary>What gives a value. The heads are builtins: what else their names are bound to does not matter.</summary>
    private static RayList Code(RayObject value) => value is RaySymbol { IsQuoted: false }
        // A name alone is a symbol when it is quoted, and stays a name in a list.
        ? new RayList(First, new RayList(Quote, new RayList(value)))
        : new RayList(Quote, value);

    private static RaySymbol Quoted(RaySymbol name) => new(name.Utf8, quoted: true);
}
