using System.Text;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>The journal that the host keeps, where it keeps one.</summary>
internal static class Journals
{
    private const string NoLog = "a log of a program's own is not offered; a server keeps one of all changes";

    public static IEnumerable<Builtin> All =>
    [
        .. NotOffered.Group(
            NoLog,
            [
                (RayType.Variadic, ".log.open", true),
                (RayType.Unary, ".log.write", true),
                (RayType.Unary, ".log.replay", true),
            ]),
        new(RayType.Unary, ".log.validate", "The whole entries of a log in the journal's folder, and their bytes.")
        {
            Body = Validate,
            Traits = BuiltinTraits.Volatile | BuiltinTraits.TakesNull,
        },
        // Natively the changes of a log that was set aside are gone at the next start. Here a snapshot has them first.
        Act(".log.roll", "Sets the journal's log aside, after a snapshot of all globals.", static (name, journal) =>
            Open(name, journal).Snapshot(), BuiltinTraits.Restricted),
        Act(".log.snapshot", "Writes all globals to the journal's snapshot and sets its log aside.", static (name, journal) =>
            Open(name, journal).Snapshot(), BuiltinTraits.Restricted),
        Act(".log.sync", "Brings the journal to the disk.", static (_, journal) => journal?.Sync(), BuiltinTraits.None),
        .. NotOffered.Group(
            NoLog,
            [
                (RayType.Variadic, ".log.close", true),
                (RayType.Variadic, ".log.purge", true),
            ]),
    ];

    private static Builtin Act(string name, string summary, Action<string, Journaling?> act, BuiltinTraits traits) =>
        new(RayType.Variadic, name, summary)
        {
            Body = (evaluator, arguments) =>
            {
                if (arguments.Length > 0)
                    throw Fault.Arity($"{name} takes no arguments");
                act(name, evaluator.Journal);
                return Value.Null;
            },
            Traits = traits | BuiltinTraits.TakesNull,
        };

    private static Journaling Open(string name, Journaling? journal) =>
        journal ?? throw Fault.Domain($"{name}: no journal open");

    private static Value Validate(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        const string name = ".log.validate";
        var journal = evaluator.Journal ?? throw Fault.NotYet($"{name}: no journal is kept here");
        if (arguments[0].Text is not { } path)
            throw Fault.Type($"{name} expects a string path");
        try
        {
            var (entries, bytes) = journal.Validate(Encoding.UTF8.GetString(path.Utf8));
            return new ListColumn([Value.Int64(entries), Value.Int64(bytes)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fault.Io($"{name}: {e.Message}");
        }
    }
}
