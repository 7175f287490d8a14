using System.Text;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Files;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>What reads and writes files, inside the folder that the operator has granted.</summary>
internal static class FileAccess
{
    private const int BlockSize = 1 << 20;
    private const string ReadSummary = "The table of a CSV file; with types, or with names and types.";
    private const string WriteSummary = "Writes a table to a CSV file.";
    private const BuiltinTraits Shared = BuiltinTraits.Volatile | BuiltinTraits.TakesNull;

    public static IEnumerable<Builtin> All =>
    [
        new(RayType.Unary, "load", "Evaluates a file of Rayfall.") { Body = Load, Traits = Shared | BuiltinTraits.Restricted },
        new(RayType.Unary, "read", "The text of a file.")
        {
            Body = (evaluator, arguments) => Value.String(ReadBytes(evaluator, arguments, "read")),
            Traits = Shared | BuiltinTraits.Restricted,
        },
        new(RayType.Unary, "read-bytes", "The bytes of a file.")
        {
            Body = (evaluator, arguments) =>
                ElementTypes.U8.Wrap(ReadBytes(evaluator, arguments, "read-bytes"), hasNulls: false),
            Traits = Shared | BuiltinTraits.Restricted,
        },
        new(RayType.Binary, "write", "Writes a text to a file.")
        {
            Body = Write,
            Traits = Shared | BuiltinTraits.Restricted,
        },
        new(RayType.Binary, "write-bytes", "Writes bytes to a file.")
        {
            Body = WriteBytes,
            Traits = Shared | BuiltinTraits.Restricted,
        },
        // The order is that of native's namespaces.
        Csv(".csv.read", ReadSummary, ReadCsv),
        .. NotOffered.Group(
            "a CSV file is not made into a table in parts or a splayed one; .csv.read and .db.splayed.set do it, in a granted folder",
            [(RayType.Variadic, ".csv.splayed", true), (RayType.Variadic, ".csv.parted", true)]),
        Csv(".csv.write", WriteSummary, WriteCsv),
        Csv("read-csv", ReadSummary, ReadCsv),
        Csv("write-csv", WriteSummary, WriteCsv),
        new(RayType.Variadic, ".db.splayed.set", "Writes a table to a folder, a file for each column.")
        {
            Body = SetSplayed,
            Traits = Shared | BuiltinTraits.Restricted,
        },
        new(RayType.Variadic, ".db.splayed.get", "The table of a folder with a file for each column.")
        {
            Body = GetSplayed,
            Traits = Shared,
        },
        new(RayType.Unary, ".fs.size", "The bytes that a file has.") { Body = Size, Traits = Shared },
        new(RayType.Unary, ".fs.list", "The names in a folder.") { Body = List, Traits = Shared },
    ];

    private static Builtin Csv(string name, string summary, Func<string, Evaluator, Value[], Value> body) =>
        new(RayType.Variadic, name, summary)
        {
            Body = (evaluator, arguments) => body(name, evaluator, arguments.ToArray()),
            Traits = Shared | BuiltinTraits.Restricted,
        };

    private static GrantedFolder Folder(Evaluator evaluator, string name) =>
        evaluator.Folder ?? throw Fault.NotYet($"{name}: no folder is granted, so that files are not read or written");

    private static string PathOf(Value path, string expected) => path.Text is { } text
        ? Encoding.UTF8.GetString(text.Utf8)
        : throw Fault.Type($"{expected}, got {TypeNames.Of(path)}");

    private static Value Load(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var folder = Folder(evaluator, "load");
        return evaluator.Run(folder.Read(evaluator.Budget, PathOf(arguments[0], "load: path must be str")));
    }

    private static byte[] ReadBytes(Evaluator evaluator, ReadOnlySpan<Value> arguments, string name) =>
        Folder(evaluator, name).Read(evaluator.Budget, PathOf(arguments[0], $"{name}: path must be str"));

    private static Value Write(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var folder = Folder(evaluator, "write");
        var path = PathOf(arguments[0], "write: path must be str");
        if (arguments[1].Text is not { } text)
            throw Fault.Type($"write: content must be str, got {TypeNames.Of(arguments[1])}");
        return Write(evaluator, folder, path, text.Memory);
    }

    private static Value WriteBytes(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var folder = Folder(evaluator, "write-bytes");
        var path = PathOf(arguments[0], "write-bytes: path must be str");
        if (arguments[1].Column is not Column<byte> { Elements.Type: RayType.U8 } bytes)
            throw Fault.Type($"write-bytes: content must be U8, got {TypeNames.Of(arguments[1])}");
        return Write(evaluator, folder, path, bytes.Memory);
    }

    private static Value Write(Evaluator evaluator, GrantedFolder folder, string path, ReadOnlyMemory<byte> content)
    {
        folder.Write(path, stream =>
        {
            for (var left = content; !left.IsEmpty; left = left[Math.Min(BlockSize, left.Length)..])
            {
                evaluator.Budget.Check();
                stream.Write(left.Span[..Math.Min(BlockSize, left.Length)]);
            }
        });
        return Value.Int64(0);
    }

    private static Value ReadCsv(string name, Evaluator evaluator, Value[] arguments)
    {
        var folder = Folder(evaluator, name);
        if (arguments.Length is < 1 or > 3)
            throw Fault.Arity($"{name}: expects 1 to 3 arguments, got {arguments.Length}");
        // (path), (types path), (names types path); what comes after the path is not looked at.
        int[]? names = null;
        ElementType[]? types = null;
        var at = 0;
        if (arguments is [{ Column: Column<int> { Elements.Type: RayType.Symbol } titles }, { Column: not null }, _])
            (names, at) = (titles.Memory.ToArray(), 1);
        if (at < arguments.Length - 1 && arguments[at].Column is Column<int> { Elements.Type: RayType.Symbol } schema)
        {
            types = Array.ConvertAll(schema.Memory.ToArray(), symbol => TypeOf(evaluator.Symbols.Text(symbol), name));
            at++;
        }

        if (names is not null && names.Length != types?.Length)
        {
            throw Fault.Length(
                $"{name}: names and types must match, got {names.Length} names and {types?.Length ?? 0} types");
        }

        var path = PathOf(arguments[at], $"{name}: path must be str");
        using var file = folder.Open(path);
        try
        {
            return CsvFile.Read(evaluator.Budget, evaluator.Symbols, file, names, types);
        }
        catch (NotSupportedException)
        {
            throw Fault.Limit($"{path}: a row is too long");
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw Fault.Io($"{path}: cannot be read");
        }
    }

    private static ElementType TypeOf(string type, string name) =>
        type == "LIST" ? ElementTypes.String
            : ElementTypes.All.FirstOrDefault(each => each.VectorName == type)
            ?? throw Fault.Type($"{name}: unknown column type name in schema");

    private static Value WriteCsv(string name, Evaluator evaluator, Value[] arguments)
    {
        var folder = Folder(evaluator, name);
        if (arguments.Length != 2)
            throw Fault.Arity($"{name}: expects 2 arguments, got {arguments.Length}");
        if (arguments[0].Table is not { } table)
            throw Fault.Type($"{name}: first argument must be table, got {TypeNames.Of(arguments[0])}");
        folder.Write(
            PathOf(arguments[1], $"{name}: path must be str"),
            stream => CsvFile.Write(evaluator.Budget, evaluator.Symbols, table, stream));
        return Value.Int64(0);
    }

    private static Value GetSplayed(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        const string name = ".db.splayed.get";
        var folder = Folder(evaluator, name);
        if (arguments.Length is not (1 or 2))
            throw Fault.Domain($"{name} expects 1 or 2 arguments, got {arguments.Length}");
        return Splayed(evaluator, folder, name, arguments[0], arguments[1..]).Read();
    }

    private static Value SetSplayed(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        const string name = ".db.splayed.set";
        var folder = Folder(evaluator, name);
        if (arguments.Length is < 2 or > 4)
            throw Fault.Domain($"{name} expects 2 to 4 arguments, got {arguments.Length}");
        if (arguments[1].Table is not { } table)
            throw Fault.Type($"{name} expects a table, got {TypeNames.Of(arguments[1])}");
        Splayed(evaluator, folder, name, arguments[0], arguments[2..]).Write(table);
        return table;
    }

    private static SplayedTable Splayed(
        Evaluator evaluator, GrantedFolder folder, string name, Value path, ReadOnlySpan<Value> symbolPath)
    {
        var place = PathOf(path, $"{name} expects a string dir path");
        return new SplayedTable(
            folder, evaluator.Budget, evaluator.Symbols, place.Length > 1 ? place.TrimEnd('/') : place,
            symbolPath is [{ Text: { } text }, ..] ? Encoding.UTF8.GetString(text.Utf8) : null);
    }

    private static Value List(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var folder = Folder(evaluator, ".fs.list");
        if (arguments[0].Text is null)
            throw Fault.Type(".fs.list expects a string path");
        var names = folder.List(evaluator.Budget, PathOf(arguments[0], ".fs.list"));
        return ElementTypes.Symbol.Wrap(names.Select(evaluator.Symbols.Intern).ToArray(), hasNulls: false);
    }

    private static Value Size(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var folder = Folder(evaluator, ".fs.size");
        if (arguments[0].Text is null)
            throw Fault.Type(".fs.size expects a string path");
        return Value.Int64(folder.Size(PathOf(arguments[0], ".fs.size")));
    }
}
