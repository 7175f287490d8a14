using System.Collections.Concurrent;
using Rayforce.Client;

namespace Rayforce.Server;

/// <summary>The requests of one connection that have a number and are under way, those among them that wait for their turn.</summary>
internal sealed class Inquiries
{
    private readonly ConcurrentDictionary<uint, Inquiry> _open = new();

    /// <summary>Begins one.</summary>
    /// <param name="note">What the client says of it.</param>
    /// <returns>The request; null where another is under way by that number.</returns>
    public Inquiry? TryBegin(MessageNote note)
    {
        var inquiry = new Inquiry(note, this);
        if (_open.TryAdd(note.Number, inquiry))
            return inquiry;
        return null;
    }

    /// <summary>Does as a note says that came alone. One about a request that is over comes too late, and means nothing.</summary>
    public void Obey(MessageNote note)
    {
        if (!_open.TryGetValue(note.Number, out var inquiry))
            return;
        try
        {
            if (note.Kind == NoteKind.Cancel)
                inquiry.GiveUp();
            else
                inquiry.Credit(note.Credits);
        }
        catch (ObjectDisposedException)
        {
            // It has just ended.
        }
    }

    /// <summary>Ends one.</summary>
    public void End(Inquiry inquiry) => _open.TryRemove(new KeyValuePair<uint, Inquiry>(inquiry.Note.Number, inquiry));
}
