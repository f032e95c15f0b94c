using System.Collections;
using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Fakes
{
    /// <summary>A link whose messages the test sees, answers and loses.</summary>
    public sealed class ScriptedLink : ILink
    {
        private readonly ArrayList _sent = new ArrayList();
        private readonly ArrayList _told = new ArrayList();
        private readonly ArrayList _waiting = new ArrayList();

        /// <inheritdoc/>
        public LinkState State { get; private set; }

        /// <inheritdoc/>
        public int Session { get; private set; }

        /// <inheritdoc/>
        public LinkRecord Record { get; } = new LinkRecord();

        /// <inheritdoc/>
        public bool WantsHandshake { get; set; }

        /// <inheritdoc/>
        public int Handshakes { get; set; }

        /// <summary>While true, leave for a handshake comes too late: the link has stopped wanting it.</summary>
        public bool StopsWanting { get; set; }

        /// <summary>How often leave for a handshake was given.</summary>
        public int Allowed { get; private set; }

        /// <summary>How often the link was looked after.</summary>
        public int Watched { get; private set; }

        /// <inheritdoc/>
        public int MaxMessageBytes
        {
            get { return 4096; }
        }

        /// <inheritdoc/>
        public int Dropped
        {
            get { return 0; }
        }

        /// <summary>What it was started with, or given since; null before.</summary>
        public LinkOptions Options { get; private set; }

        /// <summary>How often it was given other options.</summary>
        public int Changes { get; private set; }

        /// <summary>Messages sent so far.</summary>
        public int Count
        {
            get { return _sent.Count; }
        }

        /// <summary>The message sent last; "" for none.</summary>
        public string Last
        {
            get { return _sent.Count == 0 ? string.Empty : (string)_sent[_sent.Count - 1]; }
        }

        /// <summary>A message, from 0.</summary>
        public string Sent(int index)
        {
            return (string)_sent[index];
        }

        /// <summary>The id of the message sent last.</summary>
        public string LastId
        {
            get { return Last.Substring(4, Last.IndexOf('"', 4) - 4); }
        }

        /// <summary>What was told once so far, beside the conversation.</summary>
        public int ToldCount
        {
            get { return _told.Count; }
        }

        /// <summary>What was told so last; "" for nothing.</summary>
        public string LastTold
        {
            get { return _told.Count == 0 ? string.Empty : (string)_told[_told.Count - 1]; }
        }

        /// <summary>A session begins, the messages under way are lost.</summary>
        public void Connect()
        {
            Session++;
            State = LinkState.Online;
            _waiting.Clear();
        }

        /// <summary>The session ends.</summary>
        public void Disconnect()
        {
            State = LinkState.Offline;
        }

        /// <summary>A message from the backend.</summary>
        public void Arrive(string message)
        {
            _waiting.Add(message);
        }

        /// <summary>The answer to the message sent last.</summary>
        public void Answer(string payload)
        {
            Arrive("[3,\"" + LastId + "\"," + payload + "]");
        }

        /// <summary>The message sent last is wrong in itself.</summary>
        public void AnswerError()
        {
            AnswerError("PropertyConstraintViolation");
        }

        /// <summary>The backend refuses the last call, and says why.</summary>
        public void AnswerError(string code)
        {
            AnswerError(code, string.Empty);
        }

        /// <summary>The backend refuses the last call, and says why in its own words.</summary>
        public void AnswerError(string code, string description)
        {
            Arrive("[4,\"" + LastId + "\",\"" + code + "\",\"" + description + "\",{}]");
        }

        /// <inheritdoc/>
        public void Start(LinkOptions options)
        {
            Options = options;
        }

        /// <inheritdoc/>
        public void Change(LinkOptions options)
        {
            Options = options;
            Changes++;
        }

        /// <inheritdoc/>
        public void Watch()
        {
            Watched++;
        }

        /// <inheritdoc/>
        public bool AllowHandshake()
        {
            bool taken = WantsHandshake && !StopsWanting;
            Allowed += taken ? 1 : 0;
            WantsHandshake = false;
            return taken;
        }

        /// <inheritdoc/>
        public bool TrySend(byte[] message, int length)
        {
            if (State != LinkState.Online)
            {
                return false;
            }

            _sent.Add(Ascii.Text(message, 0, length));
            return true;
        }

        /// <inheritdoc/>
        public bool TryTell(byte[] message, int length)
        {
            if (State != LinkState.Online)
            {
                return false;
            }

            _told.Add(Ascii.Text(message, 0, length));
            return true;
        }

        /// <inheritdoc/>
        public int TryReceive(byte[] buffer)
        {
            if (_waiting.Count == 0)
            {
                return 0;
            }

            string message = (string)_waiting[0];
            _waiting.RemoveAt(0);
            for (int i = 0; i < message.Length; i++)
            {
                buffer[i] = (byte)message[i];
            }

            return message.Length;
        }
    }
}
