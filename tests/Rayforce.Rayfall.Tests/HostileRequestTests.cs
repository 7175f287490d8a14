using CsCheck;
using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Rayfall.Tests;

public sealed class HostileRequestTests
{
    private const string Setup =
        "(set t (table [sym a px b] (list [a b a] [1 2 3] [1.5 2.5 0Nf] (list 1 'x \"s\")))) " +
        "(set x [1 2 3]) (set f (fn [n] (self n)))";

    /// <summary>A list in a list in a list, deeper than any frame.</summary>
    private const string Deep = "(let deep (fold (fn [a b] (list a)) 0 (til 20000)))";

    /// <summary>
    /// A list that holds the same list twice, and so on: few objects, more parts than anybody can visit.
    /// </summary>
    private const string Wide = "(let wide (fold (fn [a b] (list a a)) 0 (til 60)))";

    private static readonly RayfallOptions Small = new() { MaxMemory = 1 << 22, MaxSteps = 20_000 };

    [Fact]
    public void Any_call_of_any_builtin_is_answered() =>
        Gen.OneOf(RequestGen.Call, RequestGen.Call, RequestGen.Any).Sample(AssertAnswered, iter: 20_000);

    [Fact]
    public void A_character_that_is_quoted_is_a_string()
    {
        var quoted = new RayList(new RaySymbol("quote"), new RayAtom<RayChar>(new RayChar((byte)'a')));
        var interpreter = new RayfallInterpreter(Small);

        Assert.Equal(new RayString("a"), interpreter.Evaluate(quoted).Value);
        AssertAnswered(new RayList(new RaySymbol("take"), quoted, false));
        AssertAnswered(new RayList(
            new RaySymbol("take"),
            new RayList(new RaySymbol("first"), new RayList(new RaySymbol("quote"), new RayList(quoted[1], 1L))),
            3L));
    }

    [Fact]
    public void Captured_frames_are_answered_as_requests() => Assert.All(Frames(), AssertAnswered);

    [Fact]
    public void Captured_frames_are_answered_as_arguments()
    {
        var frames = Frames().Where(LeavesRoom).ToList();
        var argument = Gen.Select(
            Gen.Int[0, frames.Count - 1].Select(index => frames[index]),
            Gen.Bool,
            (frame, quoted) => quoted ? new RayList(new RaySymbol("quote"), frame) : frame);
        RequestGen.Called(argument).Sample(AssertAnswered, iter: 10_000);
    }

    [Theory]
    [InlineData("deep")]
    [InlineData("(+ deep 1)")]
    [InlineData("(== deep deep)")]
    [InlineData("(distinct (list deep deep))")]
    [InlineData("(in deep (list deep))")]
    [InlineData("(eval (fold (fn [a b] (list 'neg a)) 0 (til 20000)))")]
    [InlineData("(group (list deep deep))")]
    [InlineData("(concat (dict [a] (list deep)) (dict [a] (list deep)))")]
    public void A_value_deeper_than_a_frame_may_be_is_an_error(string source) => AssertLimit($"(do {Deep} {source})");

    [Theory]
    [InlineData("wide")]
    [InlineData("(+ wide 1)")]
    [InlineData("(distinct (list wide wide))")]
    [InlineData("(find (list wide) wide)")]
    [InlineData("(println wide)")]
    [InlineData("(eval (fold (fn [a b] (list '+ a a)) 1 (til 60)))")]
    public void A_value_with_more_parts_than_steps_is_an_error(string source) => AssertLimit($"(do {Wide} {source})");

    [Theory]
    [InlineData("(do (let s (fold (fn [a b] (concat a a)) \"ab\" (til 40))) (strlen s))")]
    [InlineData("(do (let s (fold (fn [a b] (concat a a)) \"ab\" (til 18))) (take (enlist s) 100))")]
    [InlineData("(do (let s (fold (fn [a b] (concat a a)) \"ab\" (til 18))) (select {s: s from: t}))")]
    [InlineData("(do (let s (fold (fn [a b] (format \"%%\" a a)) \"ab\" (til 40))) (strlen s))")]
    public void Texts_count_as_memory_and_steps(string source) => AssertLimit(source);

    [Fact]
    public void A_name_of_many_parts_is_an_error()
    {
        var name = new RaySymbol(string.Join('.', Enumerable.Repeat("a", 100_000)));
        var result = new RayfallInterpreter().Evaluate(new RayList(new RaySymbol("set"), name, 1L)).Value;
        Assert.Equal("type", Assert.IsType<RayError>(result).Code);
    }

    [Fact]
    public void Damaged_tables_and_dicts_are_refused_where_they_enter()
    {
        var interpreter = new RayfallInterpreter();
        AssertError("length", "column 'b' has 1 rows, not 2", interpreter.Evaluate(
            Table(new RayVector<long>(1, 2), new RayVector<long>(1))).Value);
        AssertError("type", "column 'b' is neither a vector nor a list", interpreter.Evaluate(
            new RayList(new RaySymbol("quote"), new RayList(Table(new RayVector<long>(1, 2), 1L)))).Value);
        AssertError("length", "a dict of 2 keys and 1 values", interpreter.Evaluate(
            RequestGen.DamagedDict(new RaySymbolVector("a", "b"), new RayList(1L))).Value);
        AssertError(
            "type",
            "the keys and values of a dict are vectors or lists",
            interpreter.Evaluate(RequestGen.DamagedDict(1L, new RayList(1L))).Value);

        static RayObject Table(params RayObject[] columns) =>
            RequestGen.DamagedTable(new RaySymbolVector("a", "b"), columns);
    }

    [Fact]
    public void A_request_deeper_than_a_frame_may_be_is_an_error()
    {
        var source = string.Concat(Enumerable.Repeat("(neg ", 1_000)) + "1" + new string(')', 1_000);
        Assert.Equal("limit", Assert.IsType<RayError>(Assert.Single(RayfallParser.Parse(source))).Code);
        Assert.Equal("limit", Assert.IsType<RayError>(new RayfallInterpreter().Evaluate(source).Value).Code);
    }

    [Fact]
    public void A_program_that_nests_a_value_deeper_than_a_frame_may_be_gets_an_error()
    {
        var error = new RayfallInterpreter().Load("(fold (fn [x y] (list x)) 1 (til 1000))").Value;
        Assert.Equal(new RayError("limit", "a value nests more than 512 deep"), error);
    }

    [Theory]
    [InlineData("(iasc keys)")]
    [InlineData("(group keys)")]
    [InlineData("(distinct keys)")]
    [InlineData("(find keys keys)")]
    public void Work_on_one_long_column_can_be_cancelled(string source)
    {
        var interpreter = new RayfallInterpreter(new RayfallOptions { MaxMemory = long.MaxValue });
        interpreter.Load("(set keys (% (* (til 2000000) 7919) 1000003))");
        var looks = 0;
        using var pace = new CancellingPace(() => ++looks == 4);
        Assert.ThrowsAny<OperationCanceledException>(
            () => interpreter.Evaluate(source, restricted: false, pace, pace.Token));
    }

    private static void AssertAnswered(RayObject request)
    {
        var interpreter = new RayfallInterpreter(Small);
        interpreter.Load(Setup);
        var result = interpreter.Evaluate(request).Value;
        Assert.NotNull(RaySerializer.DeserializeFrame(RaySerializer.SerializeFrame(result)));
        Assert.NotNull(result.ToRayfall());
    }

    private static void AssertLimit(string source)
    {
        var interpreter = new RayfallInterpreter(new RayfallOptions { MaxMemory = 1 << 24, MaxSteps = 1_000_000 });
        interpreter.Load("(set t (table [a] (list (til 100))))");
        Assert.Equal("limit", Assert.IsType<RayError>(interpreter.Evaluate(source).Value).Code);
    }

    private static void AssertError(string code, string message, RayObject value)
    {
        var error = Assert.IsType<RayError>(value);
        Assert.Equal(code, error.Code);
        Assert.Equal(message, error.Message);
    }

    /// <summary>All captured frames that decode, those that were damaged on purpose among them.</summary>
    private static List<RayObject> Frames()
    {
        var captured = GoldenFile.ReadFrames().Concat(GoldenFile.Read("wire3/malformed.jsonl"));
        var frames = captured.Select(line => Decode(line.Frame)).OfType<RayObject>().ToList();
        Assert.NotEmpty(frames);
        return frames;
    }

    /// <summary>Whether it can be an argument, quoted: some are nested as deep as objects may be.</summary>
    private static bool LeavesRoom(RayObject value)
    {
        try
        {
            _ = new RayList(new RayList(value));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static RayObject? Decode(byte[] frame)
    {
        try
        {
            return RaySerializer.DeserializeFrame(frame);
        }
        catch (RayforceFormatException)
        {
            return null;
        }
    }
}
