using Rayforce.Server.Journals;

namespace Rayforce.Server.Tests.Journals;

/// <summary>A file system that fails when it is told to: at any write, flush, cut or rename.</summary>
internal sealed class FailingStorage(Func<bool> fails) : JournalStorage
{
    /// <summary>How often it has failed.</summary>
    public int Failures { get; private set; }

    public override Stream Open(string path, FileMode mode)
    {
        if (mode != FileMode.Open)
            FailPerhaps();
        return new FailingStream(base.Open(path, mode), this);
    }

    public override void Replace(string draft, string path)
    {
        FailPerhaps();
        base.Replace(draft, path);
    }

    public override void SyncFolder(string path)
    {
        FailPerhaps();
        base.SyncFolder(path);
    }

    /// <summary>Whether this time it fails; a write may have been made in part.</summary>
    public bool Fails()
    {
        lock (this)
        {
            if (!fails())
                return false;
            Failures++;
            return true;
        }
    }

    public void FailPerhaps()
    {
        if (Fails())
            throw new IOException("No space left on device");
    }
}
