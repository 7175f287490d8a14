namespace Rayforce.Queries;

/// <summary>
/// The builtins of wire version 1 by what they are called with, because its frames name the kind of a function beside
/// its name. Measured on a native server: each of these evaluates to a builtin of the kind it stands under.
/// </summary>
internal static class Wire1Builtins
{
    private static readonly string[] Unary =
    [
        "asc", "avg", "ceil", "count", "date", "de", "desc", "dev", "distinct", "diverse", "eval", "first", "floor",
        "get", "group", "guid", "hclose", "iasc", "idesc", "key", "last", "load", "max", "med", "meta", "min", "neg",
        "nil?", "not", "os-get-var", "parse", "quote", "raise", "rank", "raze", "rc", "read", "resolve", "reverse",
        "round", "row", "select", "ser", "show", "sum", "system", "til", "time", "timestamp", "type", "unify",
        "update", "value", "where",
    ];

    private static readonly string[] Binary =
    [
        "!=", "%", "*", "+", "-", "/", "<", "<=", "==", ">", ">=", "as", "at", "bin", "binr", "concat", "dict", "div",
        "enum", "except", "filter", "find", "in", "let", "like", "os-set-var", "rand", "remove", "sect", "set",
        "split", "table", "take", "try", "union", "within", "write", "xasc", "xbar", "xdesc", "xrank",
    ];

    private static readonly string[] Variadic =
    [
        "alter", "and", "apply", "args", "asof-join", "do", "enlist", "env", "exit", "fold", "fold-left",
        "fold-right", "format", "gc", "get-parted", "get-splayed", "hopen", "if", "inner-join", "insert", "internals",
        "left-join", "list", "loadfn", "map", "map-left", "map-right", "memstat", "modify", "or", "pmap", "print",
        "println", "read-csv", "return", "scan", "scan-left", "scan-right", "set-parted", "set-splayed", "sysinfo",
        "timeit", "timer", "upsert", "window-join", "window-join1", "write-csv",
    ];

    private static readonly Dictionary<string, RayBuiltin> Known = Index();

    public static RayBuiltin? Find(string name) => Known.TryGetValue(name, out var builtin) ? builtin : null;

    private static Dictionary<string, RayBuiltin> Index()
    {
        var known = new Dictionary<string, RayBuiltin>(StringComparer.Ordinal);
        foreach (var name in Unary)
            known[name] = new RayBuiltin(RayType.Unary, name);
        foreach (var name in Binary)
            known[name] = new RayBuiltin(RayType.Binary, name);
        foreach (var name in Variadic)
            known[name] = new RayBuiltin(RayType.Variadic, name);
        return known;
    }
}
