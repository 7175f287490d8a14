namespace Rayforce.Server.Tests.Journals;

/// <summary>
/// A file of a <see cref="FailingStorage"/>. A write that fails has written half of it; a flush that fails has lost what
/// was written since the last one, as a disk's may, when the process ends.
/// </summary>
internal sealed class FailingStream(Stream file, FailingStorage storage) : Stream
{
    public override bool CanRead => file.CanRead;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    public override void Flush()
    {
        storage.FailPerhaps();
        file.Flush();
    }

    public override int Read(byte[] buffer, int offset, int count) => file.Read(buffer, offset, count);

    public override int Read(Span<byte> buffer) => file.Read(buffer);

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void SetLength(long value)
    {
        storage.FailPerhaps();
        file.SetLength(value);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (storage.Fails())
        {
            file.Write(buffer[..(buffer.Length / 2)]);
            throw new IOException("No space left on device");
        }

        file.Write(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        file.Dispose();
        base.Dispose(disposing);
    }
}
