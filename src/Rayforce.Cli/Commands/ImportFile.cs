using Apache.Arrow;
using Apache.Arrow.Ipc;
using Rayforce.Arrow;
using Rayforce.Rayfall;

namespace Rayforce.Cli.Commands;

/// <summary>A file of rows, as a table.</summary>
internal static class ImportFile
{
    private static ReadOnlySpan<byte> FileMagic => "ARROW1"u8;

    /// <summary>Reads a file: Arrow by its name, else CSV, whose types are found as the embedded engine finds them.</summary>
    /// <exception cref="IOException">It cannot be read, or is no such file.</exception>
    /// <exception cref="NotSupportedException">A column is of a type that Rayforce does not have.</exception>
    public static IEnumerable<RayTable> Read(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}'.");
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".PARQUET" => throw new NotSupportedException(
                $"'{path}' is Parquet, which this command does not read: convert it to Arrow or CSV."),
            ".ARROW" or ".ARROWS" or ".FEATHER" or ".IPC" => ReadArrow(path),
            _ => [ReadCsv(path, cancellationToken)],
        };
    }

    private static RayTable ReadCsv(string path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        var target = file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
        var interpreter = new RayfallInterpreter(new RayfallOptions
        {
            Files = Path.GetDirectoryName(target.FullName),
            // Whoever imports a file has the memory for it.
            MaxMemory = long.MaxValue,
        });
        var request = new RayList(new RaySymbol("read-csv"), new RayString(target.Name));
        return interpreter.Evaluate(request, cancellationToken: cancellationToken).Value switch
        {
            RayTable table => table,
            RayError error => throw new IOException($"'{path}' cannot be read: {error.Message ?? error.Code}"),
            _ => throw new IOException($"'{path}' is no CSV file."),
        };
    }

    private static IEnumerable<RayTable> ReadArrow(string path)
    {
        using var stream = File.OpenRead(path);
        var start = new byte[FileMagic.Length];
        var isFile = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && FileMagic.SequenceEqual(start);
        stream.Position = 0;
        using ArrowStreamReader reader = isFile ? new ArrowFileReader(stream) : new ArrowStreamReader(stream);
        while (Next(path, reader) is { } batch)
        {
            using (batch)
                yield return batch.ToRayTable();
        }
    }

    /// <summary>Arrow's reader fails in many ways where a file is none.</summary>
    private static RecordBatch? Next(string path, ArrowStreamReader reader)
    {
        try
        {
            return reader.ReadNextRecordBatch();
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or StackOverflowException))
        {
            throw new IOException($"'{path}' is no Arrow file, or a damaged one: {exception.Message}", exception);
        }
    }
}
