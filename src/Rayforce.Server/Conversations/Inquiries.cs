using Rayforce.Client;

namespace Rayforce.Server;

/// <summary>The requests of one connection that have a number and are under way, those among them that wait for their turn.</summary>
internal sealed class Inquiries
{
    private readonly Dictionary<uint, Inquiry> _open = [];

    /// <summary>One that has ended, for the next: of those that take their reply whole, which nobody knows any more then.</summary>
    private Inquiry? _spare;

    /// <summary>Held by whoever looks at one that may end, or ends it: one for all, since a request needs it for a moment.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Begins one.</summary>
    /// <param name="note">What the client says of it.</param>
    /// <returns>The request; null where another is under way by that number.</returns>
    public Inquiry? TryBegin(MessageNote note)
    {
        lock (Gate)
        {
            if (_open.ContainsKey(note.Number))
                return null;
            var inquiry = _spare ?? new Inquiry(this);
            _spare = null;
            inquiry.Begin(note);
            _open.Add(note.Number, inquiry);
            return inquiry;
        }
    }

    /// <summary>Does as a note says that came alone. One about a request that is over comes too late, and means nothing.</summary>
    public void Obey(MessageNote note)
    {
        lock (Gate)
        {
            if (!_open.TryGetValue(note.Number, out var inquiry))
                return;
            if (note.Kind == NoteKind.Cancel)
                inquiry.GiveUp();
            else
                inquiry.Credit(note.Credits);
        }
    }

    /// <summary>Ends one.</summary>
    public void End(Inquiry inquiry)
    {
        lock (Gate)
        {
            _open.Remove(inquiry.Note.Number);
            if (!inquiry.TakesBatches)
                _spare = inquiry;
        }
    }
}
