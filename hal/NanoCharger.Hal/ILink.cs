namespace NanoCharger.Hal
{
    /// <summary>Messages to and from the payment backend, through two bounded queues to a thread of the link's own.</summary>
    /// <remarks>
    /// The link promises nothing about delivery: a message taken may be lost, and whoever sent it must send it again until
    /// it is answered. Messages leave and arrive in order. None of the methods waits.
    /// </remarks>
    public interface ILink
    {
        /// <summary>Starts the link's thread; it connects, and connects again for ever. To be called once.</summary>
        void Start(LinkOptions options);

        /// <summary>Takes other options: a session that stands is ended, and the next one begins with these.</summary>
        void Change(LinkOptions options);

        /// <summary>To be called each second or so: a thread of the link's that has died is started anew. Cost: a comparison.</summary>
        void Watch();

        /// <summary>How far the connection has come.</summary>
        LinkState State { get; }

        /// <summary>Counts the sessions with the broker since the start: a new number tells that messages under way may be lost.</summary>
        int Session { get; }

        /// <summary>What has gone wrong since the start.</summary>
        LinkRecord Record { get; }

        /// <summary>True while the link waits for leave to begin what stops every thread on the chip: looking a name up and shaking hands over TLS.</summary>
        /// <remarks>1 to 3 s as a rule, for ever where the other side falls silent. Without TLS the link never asks.</remarks>
        bool WantsHandshake { get; }

        /// <summary>Gives leave for one.</summary>
        /// <returns>True where it is taken: <see cref="Handshakes"/> rises when that one has ended. False, and nothing happens, where none is wanted any more.</returns>
        bool AllowHandshake();

        /// <summary>Counts those that were allowed and have ended, well or not.</summary>
        int Handshakes { get; }

        /// <summary>Longest message in bytes that either direction carries.</summary>
        int MaxMessageBytes { get; }

        /// <summary>Takes a message for sending (copied). False when not online or the queue is full.</summary>
        /// <exception cref="System.ArgumentException">Longer than <see cref="MaxMessageBytes"/>.</exception>
        bool TrySend(byte[] message, int length);

        /// <summary>Takes a message (copied) that is of worth only now: published once, at QoS 0 and beside the conversation, behind everything that <see cref="TrySend"/> has taken. Lost is lost.</summary>
        /// <param name="message">The message.</param>
        /// <param name="length">1..1 024 bytes.</param>
        /// <returns>False, and it is gone, when not online or while the one before still waits.</returns>
        /// <exception cref="System.ArgumentException">Longer than that.</exception>
        bool TryTell(byte[] message, int length);

        /// <summary>Moves the oldest received message into <paramref name="buffer"/> (at least <see cref="MaxMessageBytes"/> long).</summary>
        /// <returns>Its length in bytes, or 0 when there is none.</returns>
        int TryReceive(byte[] buffer);

        /// <summary>Received messages dropped since the start because the broker had retained them, they were too long or the queue was full.</summary>
        int Dropped { get; }
    }
}
