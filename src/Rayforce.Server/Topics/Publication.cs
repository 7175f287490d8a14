using Rayforce.Ipc;

namespace Rayforce.Server;

/// <summary>
/// What is published, framed once for each form that a subscriber wants it in: the call
/// <c>(upd "topic" number (quote payload))</c>.
/// </summary>
/// <param name="topic">The topic.</param>
/// <param name="number">The publication's number.</param>
/// <param name="payload">The value.</param>
internal sealed class Publication(string topic, long number, RayObject payload)
{
    private static readonly RaySymbol Update = new("upd");
    private static readonly RaySymbol Quote = new("quote");

    private readonly RayList _call = new(Update, new RayString(topic), new RayAtom<long>(number), new RayList(Quote, payload));
    private readonly List<Form> _forms = [];

    /// <summary>How many frames have been made.</summary>
    public int Framed => _forms.Count;

    /// <summary>Makes the frame for a peer.</summary>
    /// <param name="version">The wire version.</param>
    /// <param name="packAbove">Payloads of more bytes are packed; null for none.</param>
    /// <exception cref="NotSupportedException">The wire version cannot carry the payload.</exception>
    /// <exception cref="ArgumentException">It nests too deep, or is too large.</exception>
    public byte[] GetBytes(WireVersion version, int? packAbove)
    {
        foreach (var form in _forms)
        {
            if (form.Version == version && form.PackAbove == packAbove)
                return form.Bytes;
        }

        var bytes = PushFrame.Write(_call, version, MessageType.Async, packAbove);
        _forms.Add(new Form(version, packAbove, bytes));
        return bytes;
    }

    private sealed record Form(WireVersion Version, int? PackAbove, byte[] Bytes);
}
