using Rayforce.Ipc;
using System.Collections.Concurrent;
using Rayforce.Rayfall.Clients;

namespace Rayforce.Rayfall.Tests;

/// <summary>What a request does over connections happens once, in order, and sees what others have published.</summary>
public sealed class EffectTests
{
    private const int Threads = 8;
    private const int Rounds = 100;

    private readonly RayfallInterpreter _interpreter = new();

    [Fact]
    public void A_request_that_is_evaluated_again_publishes_once()
    {
        var client = new Client();
        _interpreter.Evaluate("(set n 0)");
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, _ =>
        {
            for (var round = 0; round < Rounds; round++)
                Evaluate("(do (set n (+ n 1)) (.mc.pub 'px n))", client);
        });
        Assert.Equal(Enumerable.Range(1, Threads * Rounds).Select(n => (long)n), client.Published);
    }

    [Theory]
    [InlineData("(.mc.sub 'a)")]
    [InlineData("(.mc.unsub 'a)")]
    [InlineData("(.mc.pub 'a 1)")]
    [InlineData("(.ipc.post 5 1)")]
    [InlineData("(.ipc.send 5 1)")]
    [InlineData("(.ipc.close 5)")]
    [InlineData("(.ipc.txlimit 65536 0)")]
    [InlineData("(.ipc.txlimit 5 65536 0)")]
    public void What_others_see_at_once_happens_only_where_what_was_seen_stands(string effect)
    {
        // Between the first look at x and the effect somebody else sets it.
        _interpreter.Evaluate("(set x 1)");
        var calls = 0;
        var client = new Client { Handles = () => calls++ == 0 ? Set("(set x 2)") : 0 };
        Assert.Equal(2L, Evaluate($"(do (let seen x) (.ipc.handle) {effect} (set y seen) seen)", client));
        Assert.Equal(1, client.Effects);
        Assert.Equal(2L, _interpreter.Evaluate("y").Value);
    }

    [Fact]
    public void A_question_publishes_what_was_bound_before_it_and_sees_what_others_bound_meanwhile()
    {
        var client = new Client
        {
            Answer = _ =>
            {
                Assert.Equal(new RayList(1L, new RaySymbol("mine")), _interpreter.Evaluate("(list a (first b))").Value);
                _interpreter.Evaluate("(set a 2) (set c ['theirs 'mine]) (del d) (set e (fn [] (list 'theirs 'own)))");
                return new RayAtom<long>(7);
            },
        };
        _interpreter.Evaluate("(set d 4)");
        var result = Evaluate(
            "(do (set a 1) (set b ['mine]) (set own 'own) (let answer (.ipc.send 5 'q)) "
            + "(list answer a (== c 'mine) (first b) (try d (fn [x] 'gone)) (e) (== (last (e)) own)))",
            client);
        Assert.Equal(
            "List([I64(7), I64(2), Vector([B8(False), B8(True)]), Symbol('mine'), Symbol('gone'), "
            + "List([Symbol('theirs'), Symbol('own')]), B8(True)])",
            Show(result));
    }

    [Fact]
    public void What_is_bound_after_a_question_is_published_where_it_has_been_numbered_anew()
    {
        // So many symbols that the table is made anew while the request waits.
        var client = new Client
        {
            Answer = _ =>
            {
                for (var i = 0; i < 40; i++)
                    _interpreter.Evaluate($"(set big (map (fn [i] (as 'SYMBOL (format \"a%-%\" {i} i))) (til 2000)))");
                _interpreter.Evaluate("(set big 0) (set x 1)");
                return new RayAtom<long>(1);
            },
        };
        _interpreter.Evaluate("(set kept ['k1 'k2])");
        Evaluate("(do (set mine ['m1 'k2]) (.ipc.send 5 'q) (set after (list mine kept 'k1 'new)))", client);
        Assert.Equal(
            "List([Vector([Symbol('m1'), Symbol('k2')]), Vector([Symbol('k1'), Symbol('k2')]), Symbol('k1'), Symbol('new')])",
            Show(_interpreter.Evaluate("after").Value));
    }

    [Fact]
    public void Others_write_while_a_request_waits_for_an_answer()
    {
        var client = new Client
        {
            Answer = _ =>
            {
                // On another thread: a request that held on to anything would keep it waiting for ever.
                var other = Task.Run(() => Evaluate("(do (set w 1) (.mc.pub 'a 1))", new Client()));
                Assert.True(other.Wait(TimeSpan.FromSeconds(60)));
                return other.Result;
            },
        };
        Assert.Equal(1L, Evaluate("(.ipc.send 5 'q)", client));
    }

    [Theory]
    [InlineData("(.mc.pub 'a 1)")]
    [InlineData("(.ipc.post 5 1)")]
    [InlineData("(.ipc.send 5 1)")]
    [InlineData("(.ipc.close 5)")]
    [InlineData("(.ipc.txlimit)")]
    [InlineData("(set .ipc.on.open (fn [h] h))")]
    public void A_restricted_request_may_not(string source)
    {
        var client = new Client();
        var context = new RayfallContext { IsRestricted = true, Client = client };
        Assert.Equal("access", ((RayError)_interpreter.Evaluate(source, context).Value).Code);
        Assert.Equal(0, client.Effects);
    }

    [Theory]
    [InlineData("(.mc.sub 'a)")]
    [InlineData("(.mc.unsub 'a)")]
    [InlineData("(.mc.stats)")]
    [InlineData("(.ipc.handle)")]
    [InlineData("(.ipc.handle 5)")]
    public void A_restricted_request_may(string source) => Assert.IsNotType<RayError>(
        _interpreter.Evaluate(source, new RayfallContext { IsRestricted = true, Client = new Client() }).Value);

    [Theory]
    [InlineData("(set .ipc.on.foo 1)", "reserve")]
    [InlineData("(set .ipc.foo 1)", "reserve")]
    [InlineData("(set .ipc.on 1)", "reserve")]
    [InlineData("(set .mc.x 1)", "reserve")]
    [InlineData("(del .ipc.on)", "reserve")]
    [InlineData(".ipc.on", "name")]
    public void Only_hooks_are_bound_below_a_dot(string source, string code) =>
        Assert.Equal(code, ((RayError)_interpreter.Evaluate(source).Value).Code);

    [Fact]
    public void A_hook_is_there_when_it_is_bound_and_gone_when_it_is_not()
    {
        var context = new RayfallContext();
        foreach (var hook in Enum.GetValues<RayfallHook>())
        {
            var name = $".ipc.on.{hook.ToString().ToLowerInvariant()}";
            Assert.Null(_interpreter.Call(hook, [RayNull.Instance], context));
            _interpreter.Evaluate($"(set {name} count)");
            Assert.Null(_interpreter.Call(hook, [RayNull.Instance], context));
            _interpreter.Evaluate($"(set {name} (fn [x] (set got (list '{hook} x))))");
            Assert.NotNull(_interpreter.Call(hook, [new RaySymbol("x")], context));
            Assert.Equal($"List([Symbol('{hook}'), Symbol('x')])", Show(_interpreter.Evaluate("got").Value));
            Assert.IsType<RayLambda>(_interpreter.Evaluate(name).Value);
            Assert.IsType<RayLambda>(_interpreter.Evaluate($"(at .ipc.on '{name[8..]})").Value);
            Assert.Contains("on", Show(_interpreter.Evaluate("(key .ipc)").Value), StringComparison.Ordinal);
            _interpreter.Evaluate($"(del {name})");
            Assert.Null(_interpreter.Call(hook, [RayNull.Instance], context));
            Assert.IsType<RayError>(_interpreter.Evaluate(".ipc.on").Value);
        }
    }

    private static string Show(RayObject value) => value.ToString()!;

    private RayObject Evaluate(string source, IRayfallClient client) =>
        _interpreter.Evaluate(source, new RayfallContext { Client = client }).Value;

    private long Set(string source)
    {
        _interpreter.Evaluate(source);
        return 0;
    }

    private sealed class Client : IRayfallClient
    {
        private readonly ConcurrentQueue<long> _published = new();
        private int _effects;

        public Func<RayObject, RayObject> Answer { get; init; } = static message => message;

        public Func<long> Handles { get; init; } = static () => 5;

        public IEnumerable<long> Published => _published;

        public int Effects => _effects;

        public long Handle => Handles();

        public BacklogLimit Limit
        {
            get => BacklogLimit.Default;
            set => Count();
        }

        public TopicFigures Topics => default;

        public ConnectionFigures? Find(long handle) => default(ConnectionFigures);

        public bool TrySetLimit(long handle, BacklogLimit limit) => Count() > 0;

        public long? Subscribe(string topic) => Count();

        public void Unsubscribe(string topic) => Count();

        public long Publish(string topic, RayObject payload)
        {
            _published.Enqueue(((RayAtom<long>)payload).Value);
            return Count();
        }

        public bool TryPost(long handle, RayObject message) => Count() > 0;

        public RayObject Ask(
            long handle, RayObject message, TimeSpan? patience, RayReadBudget budget, CancellationToken cancellationToken)
        {
            Count();
            return Answer(message);
        }

        public void Close(long handle) => Count();

        private int Count() => Interlocked.Increment(ref _effects);
    }
}
