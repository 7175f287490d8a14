namespace Rayforce.Rayfall.Builtins;

/// <summary>
/// What a request asks of the host's journal. It is done after what the request has changed is taken, so that this is
/// part of it, and once, however often the request is evaluated.
/// </summary>
/// <param name="validate">Counts the whole entries of a log, and the bytes up to their end.</param>
internal sealed class Journaling(Func<string, (long Entries, long Bytes)> validate)
{
    /// <summary>Whether everything shall be brought to the disk.</summary>
    public bool Syncs { get; private set; }

    /// <summary>Whether a snapshot shall be taken.</summary>
    public bool Snapshots { get; private set; }

    public void Sync() => Syncs = true;

    public void Snapshot() => Snapshots = true;

    public (long Entries, long Bytes) Validate(string path) => validate(path);
}
